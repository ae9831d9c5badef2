// The dialog that a bot opens, and the small ones of the page itself.

import { el, freshId, name } from "./element.js";
import { input } from "./inputs.js";
import { markdown } from "./markdown.js";
import { send } from "./socket.js";

const ACTION_ROW = 1, TEXT_DISPLAY = 10, LABEL = 18;
const WENT_WRONG = "Something went wrong. Try again.";

/** A dialog with a form; `submit()` may throw, and what it throws is shown. Focus goes back to `opener`. */
export function openDialog({ title, body, submitLabel, submit, opener, first }) {
  const heading = freshId("title");
  const failure = el("p", { class: "dialog-error", role: "alert", hidden: true });
  const send = el("button", { type: "submit", class: "button primary" }, submitLabel);
  const close = () => dialog.close();
  const form = el("form", { method: "dialog", novalidate: true },
    el("header", { class: "dialog-head" }, el("h2", { id: heading }, name(title)),
      el("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: close } }, "✕")),
    el("div", { class: "dialog-body" }, body, failure),
    el("footer", { class: "dialog-foot" }, el("button", { type: "button", class: "button secondary", on: { click: close } }, "Cancel"), send));
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": heading }, form);
  const complain = (text) => {
    failure.hidden = !text;
    failure.textContent = text;
    send.removeAttribute("aria-busy");
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-busy")) return;
    complain("");
    send.setAttribute("aria-busy", "true");
    await submit({ close, complain }).catch((error) => complain(error.message));
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    const back = opener?.isConnected ? opener : replacementOf(opener) ?? document.getElementById("composer-text");
    back?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  (first ?? send).focus();
  return dialog;
}

/** The opener may have been drawn anew while the dialog was open. */
function replacementOf(opener) {
  const customId = opener?.dataset.customId;
  return customId ? document.querySelector(`[data-custom-id="${CSS.escape(customId)}"]`) : null;
}

export function openModal(modal, opener) {
  const parts = modal.components.map(part);
  const fields = parts.filter((one) => one.field);
  openDialog({
    title: modal.title,
    body: parts.map((one) => one.element),
    submitLabel: "Submit",
    opener,
    first: fields[0]?.field.focusable,
    async submit({ close, complain }) {
      if (!allRight(fields)) return complain("");
      const components = await Promise.all(parts.map((one) => one.read()));
      const stop = send("MODAL_SUBMIT", { modal_id: modal.id, components }, (frame) => {
        if (frame.op !== "INTERACTION") return;
        stop();
        if (frame.status === "refused" || frame.status === "failed") complain(frame.error ?? WENT_WRONG);
        else close();
      });
    },
  });
}

/** Shows what is wrong beside each field and goes to the first. */
function allRight(fields) {
  const wrong = fields.filter((one) => one.showProblem());
  wrong[0]?.field.focusable.focus();
  return wrong.length === 0;
}

function part(component) {
  if (component.type === TEXT_DISPLAY) {
    return { element: markdown(component.rendered), read: () => ({ type: TEXT_DISPLAY, id: component.id }) };
  }
  if (component.type === LABEL) return labelled(component);
  if (component.type === ACTION_ROW) return row(component);
  return { element: el("p", { class: "muted" }, `(A component of type ${component.type} that this page does not know.)`),
    read: () => ({ type: component.type, id: component.id }) };
}

function labelled(component) {
  const made = field(component.component, component.label, component.description);
  return { ...made, read: async () => ({ type: LABEL, id: component.id, component: await made.field.read() }) };
}

/** The older form: a text input in a row, with its label on itself. */
function row(component) {
  const [inner] = component.components;
  const made = field(inner, inner.label ?? inner.placeholder ?? "Answer");
  return { ...made, read: async () => ({ type: ACTION_ROW, id: component.id, components: [await made.field.read()] }) };
}

function field(component, label, description) {
  const made = input(component, label);
  const [labelId, descriptionId, errorId] = ["label", "description", "error"].map(freshId);
  const star = component.required !== false && !made.ownsLabel && el("span", { class: "required", title: "required" }, " *");
  const error = el("p", { class: "field-error", id: errorId, hidden: true });
  const target = made.isGroup ? made.element : made.focusable;
  if (made.isGroup) target.setAttribute("aria-labelledby", labelId);
  target.setAttribute("aria-describedby", [description && descriptionId, errorId].filter(Boolean).join(" "));
  if (component.required !== false && !made.ownsLabel && target.matches("input, textarea")) target.setAttribute("aria-required", "true");
  const title = el(made.isGroup ? "span" : "label", { class: "field-label", id: labelId, for: made.isGroup ? null : made.focusable.id }, name(label), star);
  const element = el("div", { class: "field" }, !made.ownsLabel && title,
    description && el("p", { class: "field-description", id: descriptionId }, name(description)), made.element, error);
  const showProblem = () => {
    const problem = made.check();
    error.hidden = !problem;
    error.textContent = problem;
    target.setAttribute("aria-invalid", String(Boolean(problem)));
    return problem;
  };
  for (const change of ["input", "change", "focusout"]) element.addEventListener(change, () => error.hidden || showProblem());
  return { element, field: made, showProblem };
}
