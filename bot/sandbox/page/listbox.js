// A list to choose from: rows, the marked one, and the keys that move the mark.

import { el, freshId, name } from "./element.js";

const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };

/** Rows are {value, label, description?, sign?, group?, disabled?}. */
export class Listbox {
  constructor({ label, multiple = false, onChoose }) {
    this.onChoose = onChoose;
    this.rows = [];
    this.active = -1;
    this.element = el("div", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": label,
      "aria-multiselectable": multiple ? "true" : null });
  }

  show(rows, { chosen = [], active = -1, empty = "Nothing matches." } = {}) {
    this.rows = rows;
    this.items = rows.map((row) => this.#item(row, chosen.includes(row.value)));
    this.element.replaceChildren(...this.#grouped(), ...(rows.length ? [] : [el("div", { class: "listbox-empty" }, empty)]));
    this.mark(Math.min(active, rows.length - 1));
  }

  #item(row, isChosen) {
    return el("div", { class: "option", role: "option", id: freshId("option"), "aria-selected": String(isChosen),
      on: { mousedown: (event) => event.preventDefault(), click: () => this.onChoose(row) } },
    row.sign && el("span", { class: "option-sign", "aria-hidden": "true" }, row.sign),
    el("span", { class: "option-text" }, el("span", { class: "option-label" }, name(row.label)),
      row.description && el("span", { class: "option-description" }, name(row.description))));
  }

  #grouped() {
    const nodes = [];
    let box = null;
    this.rows.forEach((row, index) => {
      if (!row.group) return nodes.push(this.items[index]);
      if (box?.dataset.group !== row.group) {
        box = el("div", { role: "group", "aria-label": row.group, "data-group": row.group },
          el("div", { class: "group-title", "aria-hidden": "true" }, name(row.group)));
        nodes.push(box);
      }
      box.append(this.items[index]);
    });
    return nodes;
  }

  mark(index) {
    this.items[this.active]?.classList.remove("active");
    this.active = index;
    const item = this.items[index];
    item?.classList.add("active");
    item?.scrollIntoView({ block: "nearest" });
    this.owner?.setAttribute("aria-activedescendant", item?.id ?? "");
  }

  /** Whether the key was for the list. */
  move(key) {
    if (!(key in MOVES) || !this.rows.length) return false;
    const last = this.rows.length - 1;
    if (Math.abs(MOVES[key]) === 1) this.mark((this.active + MOVES[key] + (this.active < 0 && key === "ArrowUp" ? 1 : 0) + last + 1) % (last + 1));
    else this.mark(Math.max(0, Math.min(last, this.active + MOVES[key])));
    return true;
  }

  choose() {
    if (this.active < 0 || !this.rows[this.active]) return false;
    this.onChoose(this.rows[this.active]);
    return true;
  }
}
