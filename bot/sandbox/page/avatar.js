// A person's round sign: initials on a colour of their own.

import { el, plainly } from "./element.js";

const COLOURS = 8n;

export function avatar(id, label) {
  const letters = plainly(label).split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join("");
  const colour = BigInt(id) % COLOURS;
  return el("span", { class: `avatar colour-${colour}`, "aria-hidden": "true" }, letters || "?");
}
