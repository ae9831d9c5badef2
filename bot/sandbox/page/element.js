// Everything on the page is built here: by createElement and text nodes, never from HTML.

/** An element; `on` holds listeners, `class` and all else are attributes (false and null leave one out). */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : safe(String(child)));
  }
  return element;
}

/** Control characters would vanish or do mischief when copied: each is shown as a replacement sign. */
export function safe(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** A name that someone chose: isolated, so that its direction cannot reach what stands beside it. */
export function name(text, attributes = {}) {
  return el("bdi", attributes, plainly(text));
}

/** For names and file names, where an override of the direction can only deceive ("exe.gpj"). */
export function plainly(text) {
  return safe(String(text)).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

let count = 0;
export function freshId(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}
