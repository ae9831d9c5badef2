// A command being written: its name and a field for every option, required ones first.

import { nest } from "./commands.js";
import { el, name } from "./element.js";
import { addNote } from "./messages.js";
import { openModal } from "./modal.js";
import { Option } from "./option.js";
import { send } from "./socket.js";
import { world } from "./world.js";

const NO_ANSWER = "The application did not respond";

export class CommandForm {
  constructor(leaf, { place, onClose }) {
    this.leaf = leaf;
    this.place = place;
    this.onClose = onClose;
    this.channelId = world.channelId;
    this.options = leaf.options.map((one) => new Option(one, { place, complete: (option) => this.#complete(option) }));
    this.failure = el("p", { class: "field-error", role: "alert", hidden: true });
    this.submit = el("button", { type: "submit", class: "button primary" }, "Send");
    this.element = el("form", { class: "command", "aria-label": `Command /${leaf.title}`, novalidate: true, autocomplete: "off",
      on: { submit: (event) => this.#send(event), keydown: (event) => this.#key(event), picked: (event) => this.#next(event.target) } },
    el("div", { class: "command-name" }, el("strong", {}, name(`/${leaf.title}`)), el("span", { class: "muted" }, name(leaf.description))),
    el("div", { class: "command-options" }, this.options.map((one) => one.element)),
    el("div", { class: "command-foot" }, this.failure,
      el("button", { type: "button", class: "button secondary", on: { click: () => this.onClose() } }, "Cancel"), this.submit));
  }

  focus() {
    (this.options[0]?.field ?? this.submit).focus();
  }

  #optionOf(field) {
    return this.options.find((one) => one.field === field);
  }

  #key(event) {
    if (this.#optionOf(event.target)?.key(event)) return event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.onClose();
    }
    return undefined;
  }

  /** After a choice the next required field that is empty comes; else one stays, and Enter sends. */
  #next(field) {
    this.options.find((one) => one.option.required && one.isEmpty && one.field !== field)?.field.focus();
  }

  #complete(option) {
    const drafts = this.options.map((one) => {
      const isFocused = one.option === option;
      const draft = isFocused ? { type: option.type, name: option.name, value: one.field.value } : one.draft();
      return isFocused ? { ...draft, focused: true } : draft;
    }).filter((draft) => draft && draft.type !== 11);
    return new Promise((resolve, reject) => {
      const body = { channel_id: this.channelId, command_id: this.leaf.command.id, options: nest(this.leaf, drafts) };
      const stop = send("AUTOCOMPLETE", body, (frame) => {
        stop();
        if (frame.op === "AUTOCOMPLETE") resolve(frame.choices);
        else reject(new Error(frame.error ?? "Loading options failed."));
      });
    });
  }

  async #send(event) {
    event.preventDefault();
    const wrong = this.options.filter((one) => {
      const problem = one.problem();
      one.complain(problem);
      return problem;
    });
    if (wrong.length) return wrong[0].field.focus();
    this.failure.hidden = true;
    try {
      const values = await Promise.all(this.options.filter((one) => !one.isEmpty).map((one) => one.value()));
      return sendCommand(this.leaf, values, this);
    } catch (error) {
      return this.complain(error.message);
    }
  }

  complain(text) {
    this.failure.hidden = false;
    this.failure.textContent = text;
  }
}

/** The form closes when the command is on its way; what Discord itself refuses stands in the form. */
function sendCommand(leaf, values, form) {
  const body = { channel_id: form.channelId, command_id: leaf.command.id, options: nest(leaf, values) };
  const note = addNote(leaf.title);
  form.onClose();
  const stop = send("COMMAND", body, (frame) => {
    if (frame.op === "MODAL") {
      note.done();
      return openModal(frame.modal, document.getElementById("composer-text"));
    }
    if (frame.op !== "INTERACTION") return undefined;
    if (frame.status !== "deferred") stop();
    if (frame.status === "failed") return note.fail(frame.error ?? NO_ANSWER);
    return frame.status === "refused" ? note.fail(frame.error) : note.done();
  });
}
