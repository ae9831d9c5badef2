// What hangs under or makes up a bot's message: components, old and new.

import { el, name } from "./element.js";
import { colour } from "./embeds.js";
import { actOn } from "./interactions.js";
import { link, markdown, spoiler, webAddress } from "./markdown.js";
import { file, gallery, thumbnail } from "./media.js";
import { Select, SELECTS } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary" };

const DRAW = {
  1: (component, message) => el("div", { class: "action-row" }, component.components.map((one) => draw(one, message))),
  2: button,
  9: section,
  10: (component) => markdown(component.rendered),
  11: (component) => thumbnail(component),
  12: (component) => gallery(component.items),
  13: (component) => file(component.name ?? fileName(component.file.url), component.size, component.file.url, component.spoiler),
  14: separator,
  17: container,
};

/** One component of a message; `message` is where a press goes. */
export function draw(component, message) {
  if (SELECTS.has(component.type)) return select(component, message);
  const make = DRAW[component.type];
  return make ? make(component, message) : el("p", { class: "muted" }, `(A component of type ${component.type} that this page does not know.)`);
}

function fileName(address) {
  return decodeURIComponent(new URL(address, location.href).pathname.split("/").at(-1));
}

/** What went wrong stands under the message, as on Discord. */
function complainer(control) {
  return (text) => {
    const place = control.closest(".message")?.querySelector(".failure");
    if (!place) return;
    place.hidden = !text;
    place.textContent = text;
  };
}

function emoji(one) {
  if (!one) return null;
  return one.id ? el("span", { class: "emoji", role: "img", "aria-label": one.name }, `:${one.name}:`) : el("span", { class: "button-emoji" }, one.name);
}

function button(component, message) {
  const content = [emoji(component.emoji), component.label && name(component.label)];
  const classes = `button ${STYLES[component.style] ?? "secondary"}`;
  if (component.style === 5 && webAddress(component.url) && !component.disabled) {
    const anchor = link(component.url, content, el("span", { class: "outward", "aria-hidden": "true" }, "↗"));
    anchor.className = classes;
    return anchor;
  }
  const control = el("button", { type: "button", class: classes, disabled: component.disabled || component.style === 5,
    "data-custom-id": component.custom_id, "aria-label": component.label ? null : component.emoji?.name,
    on: { click: () => control.getAttribute("aria-busy") || actOn(message, component.custom_id, null, control, complainer(control)) } }, content);
  return control;
}

function select(component, message) {
  const control = new Select(component, {
    onCommit: (values) => actOn(message, component.custom_id, values, control.button, complainer(control.element)),
  });
  return control.element;
}

function section(component, message) {
  return el("div", { class: "section" },
    el("div", { class: "section-text" }, component.components.map((one) => draw(one, message))),
    component.accessory && el("div", { class: "accessory" }, draw(component.accessory, message)));
}

function separator(component) {
  const size = component.spacing === 2 ? "large" : "small";
  const visible = component.divider !== false;
  return el(visible ? "hr" : "div", { class: `separator ${size}`, "aria-hidden": visible ? null : "true" });
}

function container(component, message) {
  const box = el("section", { class: "container" }, component.components.map((one) => draw(one, message)));
  if (Number.isInteger(component.accent_color)) {
    box.classList.add("accented");
    box.style.setProperty("--accent-edge", colour(component.accent_color));
  }
  return component.spoiler ? spoiler("div", box, "Hidden part") : box;
}

/** The words of components, for people who listen. */
export function texts(components, toWords) {
  return components.map((one) => {
    if (one.type === 10) return toWords(one.rendered);
    if (one.type === 2) return one.label ? `${one.label}, button` : "";
    return one.spoiler ? "hidden part" : texts([...(one.components ?? []), ...(one.accessory ? [one.accessory] : [])], toWords);
  }).filter(Boolean).join(". ");
}
