// What arrives is read out to those who listen instead of look.

import { el } from "./element.js";
import { texts } from "./components.js";
import { words } from "./markdown.js";

const KEPT = 6;

export function announce(text) {
  const place = document.getElementById("announcer");
  place.append(el("p", {}, text));
  while (place.children.length > KEPT) place.firstChild.remove();
}

export function spoken(message) {
  const parts = [words(message.rendered), texts(message.components ?? [], words),
    ...(message.embeds ?? []).map((one) => [one.title, words(one.rendered)].filter(Boolean).join(". ")),
    ...(message.attachments ?? []).map((one) => `attachment ${one.description ?? one.filename}`)];
  return parts.map((part) => part.trim()).filter(Boolean).join(". ");
}

/** Of a message that was edited, the sentences that are new. */
export function newIn(fresh, old) {
  const known = new Set(sentences(old));
  return sentences(fresh).filter((one) => !known.has(one)).join(" ");
}

function sentences(text) {
  return text.split(/(?<=[.!?])\s+/);
}

export function toast(text, bad = false) {
  const place = document.getElementById("toasts");
  const note = el("p", { class: bad ? "toast bad" : "toast" }, text);
  place.append(note);
  setTimeout(() => note.remove(), 6000);
}
