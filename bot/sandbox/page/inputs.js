// The inputs of a modal. Each gives {element, focusable, read(), check()}: `read` is Discord's submit shape,
// `check` is a sentence about what is wrong, or "".

import { el, freshId, name } from "./element.js";
import { bytes } from "./media.js";
import { Select, SELECTS } from "./select.js";
import { upload } from "./socket.js";
import { world } from "./world.js";

const TEXT_INPUT = 4, FILE_UPLOAD = 19, RADIO_GROUP = 21, CHECKBOX_GROUP = 22, CHECKBOX = 23;
const REQUIRED = "This field is required.";

export function input(component, label) {
  if (component.type === TEXT_INPUT) return textInput(component);
  if (SELECTS.has(component.type)) return selectInput(component, label);
  if (component.type === FILE_UPLOAD) return fileInput(component);
  if (component.type === RADIO_GROUP) return groupInput(component, "radio");
  if (component.type === CHECKBOX_GROUP) return groupInput(component, "checkbox");
  if (component.type === CHECKBOX) return checkboxInput(component, label);
  throw new TypeError(`This page does not know an input of type ${component.type}.`);
}

function textInput(component) {
  const long = component.style === 2;
  const box = el(long ? "textarea" : "input", { id: freshId("input"), type: long ? null : "text", rows: long ? 5 : null, dir: "auto",
    placeholder: component.placeholder, maxlength: component.max_length ?? 4000, autocomplete: "off" });
  box.value = component.value ?? "";
  const most = component.max_length;
  const count = most ? el("span", { class: "count", "aria-hidden": "true" }) : null;
  const recount = () => count && (count.textContent = `${box.value.length} / ${most}`);
  box.addEventListener("input", recount);
  recount();
  return {
    element: el("div", { class: "text-input" }, box, count),
    focusable: box,
    read: () => ({ type: TEXT_INPUT, custom_id: component.custom_id, value: box.value }),
    check() {
      if (!box.value.trim()) return component.required === false ? "" : REQUIRED;
      const least = component.min_length ?? 0;
      return box.value.length < least ? `Write at least ${least} characters.` : "";
    },
  };
}

function selectInput(component, label) {
  const control = new Select(component, { label });
  return {
    element: control.element,
    focusable: control.button,
    read: () => ({ type: component.type, custom_id: component.custom_id, values: control.values }),
    check() {
      if (!control.values.length) return component.required === false ? "" : REQUIRED;
      return control.values.length < control.min ? `Choose at least ${control.min}.` : "";
    },
  };
}

function groupInput(component, type) {
  const group = freshId("group");
  const boxes = component.options.map((one) => {
    const box = el("input", { type, name: group, value: one.value, checked: one.default, id: freshId("input") });
    return { box, row: el("label", { class: "choice" }, box, el("span", { class: "option-text" },
      el("span", { class: "option-label" }, name(one.label)), one.description && el("span", { class: "option-description" }, name(one.description)))) };
  });
  const values = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  const isRadio = type === "radio";
  const least = component.min_values ?? 1;
  const most = component.max_values ?? boxes.length;
  return {
    element: el("div", { class: "choices", role: isRadio ? "radiogroup" : "group" }, boxes.map(({ row }) => row)),
    focusable: boxes[0].box,
    isGroup: true,
    read: () => isRadio
      ? { type: RADIO_GROUP, custom_id: component.custom_id, value: values()[0] ?? null }
      : { type: CHECKBOX_GROUP, custom_id: component.custom_id, values: values() },
    check() {
      const chosen = values().length;
      if (chosen === 0) return component.required === false || (!isRadio && least === 0) ? "" : REQUIRED;
      if (isRadio) return "";
      if (chosen < least) return `Choose at least ${least}.`;
      return chosen > most ? `Choose at most ${most}.` : "";
    },
  };
}

function checkboxInput(component, label) {
  const box = el("input", { type: "checkbox", id: freshId("input"), checked: component.default });
  return {
    element: el("label", { class: "choice" }, box, el("span", { class: "option-text" }, name(label))),
    focusable: box,
    ownsLabel: true,
    read: () => ({ type: CHECKBOX, custom_id: component.custom_id, value: box.checked }),
    check: () => "",
  };
}

function fileInput(component) {
  const most = component.max_values ?? 1;
  const least = component.min_values ?? 1;
  const box = el("input", { type: "file", id: freshId("input"), multiple: most > 1 });
  const list = el("ul", { class: "chosen-files" });
  box.addEventListener("change", () => list.replaceChildren(...[...box.files].map((one) =>
    el("li", {}, name(one.name), ` (${bytes(one.size)})`))));
  return {
    element: el("div", { class: "file-input" }, box, most > 1 && list),
    focusable: box,
    async read() {
      const uploaded = await Promise.all([...box.files].map((one) => upload(one, world.me.id)));
      return { type: FILE_UPLOAD, custom_id: component.custom_id, values: uploaded.map((one) => one.id) };
    },
    check() {
      if (!box.files.length) return component.required === false || least === 0 ? "" : REQUIRED;
      if (box.files.length < least) return `Choose at least ${least} files.`;
      return box.files.length > most ? `Choose at most ${most} files.` : "";
    },
  };
}
