// A select menu: a button that opens a list, for one choice or several, with a search where the list is long.

import { el, freshId, name } from "./element.js";
import { Listbox } from "./listbox.js";
import { world } from "./world.js";

const STRING = 3, USER = 5, ROLE = 6, MENTIONABLE = 7, CHANNEL = 8;
const SEARCH_FROM = 10;

export const SELECTS = new Set([STRING, USER, ROLE, MENTIONABLE, CHANNEL]);

function users() {
  return [...world.members, { ...world.bot, isBot: true }].map((one) => ({ value: one.id, label: one.name, sign: "@", description: one.isBot ? "App" : null }));
}

function roles() {
  return world.roles.map((one) => ({ value: one.id, label: one.name, sign: "@", description: "Role" }));
}

function channels(types) {
  return world.channels.filter((one) => !types?.length || types.includes(one.type))
    .map((one) => ({ value: one.id, label: one.name ?? "", sign: "#" }));
}

export function rowsOf(component) {
  switch (component.type) {
    case USER: return users();
    case ROLE: return roles();
    case MENTIONABLE: return [...users(), ...roles()];
    case CHANNEL: return channels(component.channel_types);
    default: return component.options.map((one) => ({ value: one.value, label: one.label, description: one.description,
      sign: one.emoji && !one.emoji.id ? one.emoji.name : null }));
  }
}

function defaults(component) {
  if (component.type === STRING) return component.options.filter((one) => one.default).map((one) => one.value);
  return (component.default_values ?? []).map((one) => one.id);
}

function amount(min, max) {
  if (min === max) return min === 1 ? "one" : String(min);
  return min > 0 ? `${min} to ${max}` : `up to ${max}`;
}

/** `onCommit(values)` is called when a choice is made and the list closes. */
export class Select {
  constructor(component, { label, onCommit = () => {} }) {
    this.component = component;
    this.rows = rowsOf(component);
    this.min = component.min_values ?? (component.required === false ? 0 : 1);
    this.max = component.max_values ?? 1;
    this.values = defaults(component);
    this.onCommit = onCommit;
    this.label = label ?? component.placeholder ?? "Make a selection";
    this.button = el("button", { type: "button", class: "select-button", id: freshId("select"), disabled: component.disabled,
      "aria-haspopup": "listbox", "aria-expanded": "false", "data-custom-id": component.custom_id,
      on: { click: () => this.toggle(), keydown: (event) => this.#openByKey(event) } });
    this.hint = el("p", { class: "field-error", role: "alert", hidden: true });
    this.element = el("div", { class: "select" }, this.button, this.hint);
    this.#label();
  }

  get chosen() {
    return this.values.map((value) => this.rows.find((row) => row.value === value)).filter(Boolean);
  }

  #label() {
    const chosen = this.chosen;
    const parts = chosen.length
      ? chosen.map((row) => el("span", { class: this.max > 1 ? "chip" : "" }, row.sign && `${row.sign} `, name(row.label)))
      : [el("span", { class: "placeholder" }, name(this.component.placeholder ?? "Make a selection"))];
    this.button.replaceChildren(el("span", { class: "select-values" }, parts), el("span", { class: "chevron", "aria-hidden": "true" }));
    this.button.setAttribute("aria-label", `${this.label}: ${chosen.map((row) => row.label).join(", ") || "nothing chosen"}`);
  }

  #openByKey(event) {
    if (["ArrowDown", "ArrowUp"].includes(event.key) && !this.popup) {
      event.preventDefault();
      this.toggle();
    }
  }

  toggle() {
    if (this.popup) this.close();
    else this.open();
  }

  open() {
    this.before = [...this.values];
    this.list = new Listbox({ label: this.label, multiple: this.max > 1, onChoose: (row) => this.#choose(row) });
    this.search = el("input", { type: "text", class: "search", placeholder: "Search", role: "combobox", autocomplete: "off",
      "aria-label": `Search: ${this.label}`, "aria-controls": this.list.element.id, "aria-expanded": "true",
      on: { input: () => this.#show() } });
    const searchable = this.rows.length > SEARCH_FROM || this.component.type !== STRING;
    this.list.owner = searchable ? this.search : this.list.element;
    this.list.element.tabIndex = searchable ? -1 : 0;
    this.popup = el("div", { class: "popup", on: { keydown: (event) => this.#key(event) } },
      searchable && this.search, this.list.element,
      this.max > 1 && el("div", { class: "popup-foot" }, el("span", { class: "muted" }, `Choose ${amount(this.min, this.max)}.`),
        el("button", { type: "button", class: "button primary", on: { click: () => this.close() } }, "Done")));
    this.popup.addEventListener("focusout", (event) => this.#left(event));
    this.element.append(this.popup);
    this.button.setAttribute("aria-expanded", "true");
    this.#show();
    this.#place();
    this.list.owner.focus({ preventScroll: true });
    this.popup.scrollIntoView({ block: "nearest" });
  }

  #place() {
    const room = window.innerHeight - this.button.getBoundingClientRect().bottom;
    this.popup.classList.toggle("above", room < 300 && this.button.getBoundingClientRect().top > room);
  }

  #show() {
    const wanted = this.search.value.trim().toLowerCase();
    const rows = this.rows.filter((row) => row.label.toLowerCase().includes(wanted));
    const at = rows.findIndex((row) => this.values.includes(row.value));
    this.list.show(rows, { chosen: this.values, active: Math.max(at, 0) });
  }

  #key(event) {
    const inSearch = event.target === this.search;
    if (event.key === "Escape") this.close({ keep: false });
    else if (event.target.closest(".popup-foot")) return;
    else if (event.key === "Enter" || (event.key === " " && !inSearch)) this.list.choose();
    else if (inSearch && ["Home", "End"].includes(event.key)) return;
    else if (!this.list.move(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #left(event) {
    if (this.popup && !this.element.contains(event.relatedTarget)) this.close({ focus: false });
  }

  #choose(row) {
    const has = this.values.includes(row.value);
    if (this.max === 1) {
      this.values = has && this.min === 0 ? [] : [row.value];
      return this.close({ always: true });
    }
    if (has) this.values = this.values.filter((value) => value !== row.value);
    else if (this.values.length < this.max) this.values = [...this.values, row.value];
    const active = this.list.active;
    this.#show();
    this.list.mark(active);
  }

  close({ keep = true, focus = true, always = false } = {}) {
    const popup = this.popup;
    if (!popup) return;
    this.popup = null;
    popup.remove();
    this.button.setAttribute("aria-expanded", "false");
    if (!keep) this.values = this.before;
    this.#settle(always);
    if (focus) this.button.focus();
  }

  #settle(always) {
    const changed = always || this.values.join() !== this.before.join();
    const tooFew = changed && this.values.length < this.min && !(this.values.length === 0 && this.component.required === false);
    if (tooFew) this.values = this.before;
    this.complain(tooFew ? `Choose at least ${this.min}.` : "");
    this.#label();
    if (changed && !tooFew) this.onCommit(this.values);
  }

  complain(text) {
    this.hint.hidden = !text;
    this.hint.textContent = text;
  }
}
