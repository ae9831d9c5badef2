// The list of commands that opens at "/".

import { leaves, search } from "./commands.js";
import { Listbox } from "./listbox.js";
import { world } from "./world.js";

export class Picker {
  constructor({ field, place, onPick }) {
    this.field = field;
    this.place = place;
    this.list = new Listbox({ label: "Commands", onChoose: (row) => onPick(row.leaf) });
    this.list.owner = field;
    for (const [attribute, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
      ["aria-haspopup", "listbox"], ["aria-controls", this.list.element.id]]) field.setAttribute(attribute, value);
  }

  get isOpen() {
    return this.list.element.isConnected;
  }

  /** Opens, narrows or closes by what stands in the field. */
  follow() {
    const match = /^\/([^\n]*)$/.exec(this.field.value);
    if (!match) return this.close();
    const found = search(leaves(world.commands), match[1]);
    const rows = found.map((leaf) => ({ value: leaf.title, label: `/${leaf.title}`, sign: "/",
      description: leaf.description, group: match[1] ? null : leaf.group, leaf }));
    if (!this.isOpen) this.place.replaceChildren(this.list.element);
    this.field.setAttribute("aria-expanded", "true");
    return this.list.show(rows, { active: 0, empty: "No command matches. Commands that you may not use are not shown." });
  }

  close() {
    this.list.element.remove();
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (!this.isOpen) return false;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" || event.key === "Tab") {
      if (!this.list.choose()) return false;
    } else if (["Home", "End"].includes(event.key) || !this.list.move(event.key)) return false;
    event.preventDefault();
    return true;
  }
}
