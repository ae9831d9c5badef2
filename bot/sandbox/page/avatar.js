// A person's round sign: initials on a colour of their own.

import { el, plainly } from "./element.js";

const COLOURS = 8;

export function avatar(id, label) {
  const letters = plainly(label).split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join("");
  const colour = [...String(id)].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 9973, 7) % COLOURS;
  return el("span", { class: `avatar colour-${colour}`, "aria-hidden": "true" }, letters || "?");
}
