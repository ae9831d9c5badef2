// One option of a command: its field, its suggestions, and what is wrong with what stands in it.

import { el, freshId, name } from "./element.js";
import { Listbox } from "./listbox.js";
import { rowsOf } from "./select.js";
import { upload } from "./socket.js";
import { world } from "./world.js";

const STRING = 3, INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, ATTACHMENT = 11;
const PAUSE = 200;
const KIND = { [STRING]: "text", [INTEGER]: "whole number", [BOOLEAN]: "true or false", [USER]: "member", [CHANNEL]: "channel",
  [ROLE]: "role", [MENTIONABLE]: "member or role", [NUMBER]: "number", [ATTACHMENT]: "file" };
const AS_SELECT = { [USER]: 5, [ROLE]: 6, [MENTIONABLE]: 7, [CHANNEL]: 8 };

/** `complete(option)` asks the bot: a promise of [{name, value}]. `place` is where suggestions are shown. */
export class Option {
  constructor(option, { place, complete }) {
    this.option = option;
    this.place = place;
    this.complete = complete;
    this.rows = fixedRows(option);
    this.picked = null;
    const [hintId, errorId] = [freshId("hint"), freshId("error")];
    this.error = el("span", { class: "field-error", id: errorId, hidden: true });
    this.field = option.type === ATTACHMENT
      ? el("input", { type: "file", id: freshId("option-field") })
      : el("input", { type: "text", id: freshId("option-field"), autocomplete: "off", dir: "auto",
        placeholder: option.required ? null : "optional",
        inputmode: [INTEGER, NUMBER].includes(option.type) ? "decimal" : null, maxlength: 6000 });
    this.field.setAttribute("aria-describedby", `${hintId} ${errorId}`);
    if (option.required) this.field.setAttribute("aria-required", "true");
    this.element = el("div", { class: option.required ? "option-field required" : "option-field", "data-option": option.name },
      el("label", { for: this.field.id }, name(option.name), option.required && el("span", { class: "required", "aria-hidden": "true" }, "*")),
      this.field, el("span", { class: "visually-hidden", id: hintId }, `${option.description} (${KIND[option.type]}${option.required ? ", required" : ""})`), this.error);
    this.#listen();
  }

  get suggests() {
    return Boolean(this.rows) || this.option.autocomplete;
  }

  #listen() {
    const { field } = this;
    field.addEventListener("focus", () => this.#show());
    field.addEventListener("blur", () => this.hide());
    field.addEventListener("input", () => {
      this.picked = null;
      this.complain("");
      this.#show({ typed: true });
    });
    if (!this.suggests) return;
    this.list = new Listbox({ label: `Suggestions for ${this.option.name}`, onChoose: (row) => this.#pick(row) });
    this.list.owner = field;
    for (const [attribute, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
      ["aria-controls", this.list.element.id]]) field.setAttribute(attribute, value);
  }

  #show({ typed = false } = {}) {
    const head = el("p", { class: "option-hint" }, el("strong", {}, name(this.option.name)), " ", name(this.option.description),
      el("span", { class: "muted" }, ` · ${KIND[this.option.type]}`));
    this.place.replaceChildren(head, ...(this.list ? [this.list.element] : []));
    if (!this.list) return;
    this.field.setAttribute("aria-expanded", "true");
    if (this.rows) this.#suggest(matching(this.rows, this.picked ? "" : this.field.value), typed);
    else this.#ask(typed);
  }

  #suggest(rows, typed, empty) {
    this.list.show(rows, { active: typed && this.field.value ? 0 : -1, empty });
  }

  #ask(typed) {
    clearTimeout(this.timer);
    if (!this.list.rows.length) this.list.show([], { empty: "Loading…" });
    this.timer = setTimeout(async () => {
      const asked = (this.asked = Symbol("asked"));
      const answer = await this.complete(this.option).catch((error) => error);
      if (asked !== this.asked || !this.list.element.isConnected) return;
      if (answer instanceof Error) this.#suggest([], false, answer.message);
      else this.#suggest(answer.map((one) => ({ value: one.value, label: one.name })), typed, "No suggestion.");
    }, typed ? PAUSE : 0);
  }

  #pick(row) {
    this.picked = row;
    this.field.value = row.label;
    this.complain("");
    this.hide();
    this.field.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
  }

  hide() {
    clearTimeout(this.timer);
    this.place.replaceChildren();
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Whether the key was for the suggestions. */
  key(event) {
    if (event.isComposing || !this.list?.element.isConnected) return false;
    if (event.key === "Escape") this.hide();
    else if (event.key === "Enter" || event.key === "Tab") {
      if (this.picked || !this.list.choose()) return false;
      if (event.key === "Tab") return false;
    } else if (["Home", "End"].includes(event.key) || !this.list.move(event.key)) return false;
    event.preventDefault();
    return true;
  }

  complain(text) {
    this.error.hidden = !text;
    this.error.textContent = text;
    this.field.setAttribute("aria-invalid", String(Boolean(text)));
  }

  get isEmpty() {
    return this.option.type === ATTACHMENT ? !this.field.files.length : !this.field.value.trim();
  }

  /** What is wrong with the value, as a sentence; "" if nothing is. */
  problem() {
    const { option } = this;
    if (this.isEmpty) return option.required ? "This option is required. Specify a value." : "";
    if (this.rows) return this.#row() ? "" : "Choose one of the suggestions.";
    if ([INTEGER, NUMBER].includes(option.type)) return numberProblem(option, this.picked?.value ?? this.field.value.trim());
    return option.type === STRING ? lengthProblem(option, this.field.value) : "";
  }

  #row() {
    const typed = this.field.value.trim().toLowerCase();
    return this.picked ?? this.rows.find((row) => row.label.toLowerCase() === typed);
  }

  /** The typed value, as it stands, for asking the bot; the bot hears numbers as text. */
  draft() {
    const value = this.picked?.value ?? (this.rows ? this.#row()?.value : this.field.value);
    return value === undefined || this.isEmpty ? null : { type: this.option.type, name: this.option.name, value };
  }

  async value() {
    const { type, name: title } = this.option;
    if (type === ATTACHMENT) return { type, name: title, value: (await upload(this.field.files[0], world.me.id)).id };
    if (this.rows) return { type, name: title, value: this.#row().value };
    const value = this.picked?.value ?? this.field.value;
    return { type, name: title, value: [INTEGER, NUMBER].includes(type) ? Number(value) : String(value) };
  }
}

function fixedRows(option) {
  if (option.type === BOOLEAN) return [{ value: true, label: "True" }, { value: false, label: "False" }];
  if (option.choices?.length) return option.choices.map((one) => ({ value: one.value, label: one.name }));
  if (AS_SELECT[option.type]) return rowsOf({ type: AS_SELECT[option.type], channel_types: option.channel_types });
  return null;
}

function matching(rows, text) {
  const wanted = text.trim().replace(/^[@#]/, "").toLowerCase();
  return rows.filter((row) => row.label.toLowerCase().includes(wanted));
}

function numberProblem(option, value) {
  const number = Number(value);
  if (!Number.isFinite(number)) return "Write a number.";
  if (option.type === INTEGER && !Number.isInteger(number)) return "Write a whole number.";
  if (option.min_value !== undefined && number < option.min_value) return `Write a number from ${option.min_value} upwards.`;
  if (option.max_value !== undefined && number > option.max_value) return `Write a number up to ${option.max_value}.`;
  return "";
}

function lengthProblem(option, text) {
  if (option.min_length && text.length < option.min_length) return `Write at least ${option.min_length} characters.`;
  if (option.max_length && text.length > option.max_length) return `Write at most ${option.max_length} characters.`;
  return "";
}
