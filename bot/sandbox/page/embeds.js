// The older frame around a bot's text, with a coloured edge.

import { el, name } from "./element.js";
import { link, markdown } from "./markdown.js";
import { picture } from "./media.js";
import { timeElement } from "./timestamps.js";

export function embed(one) {
  const box = el("section", { class: "embed", "aria-label": one.title ?? "Embed" },
    el("div", { class: "embed-main" },
      one.author && el("p", { class: "embed-author" }, one.author.url ? link(one.author.url, name(one.author.name)) : name(one.author.name)),
      one.title && title(one),
      one.description && markdown(one.rendered),
      one.fields?.length > 0 && el("dl", { class: "embed-fields" }, one.fields.map(field)),
      one.image && picture(one.image, one.image.description),
      footer(one)),
    one.thumbnail && el("div", { class: "thumbnail" }, picture(one.thumbnail, one.thumbnail.description)));
  if (Number.isInteger(one.color)) box.style.setProperty("--accent-edge", colour(one.color));
  return box;
}

function title(one) {
  const text = markdown(one.rendered_title);
  return el("div", { class: "embed-title" }, one.url ? link(one.url, text) : text);
}

function field(one) {
  return el("div", { class: one.inline ? "embed-field inline" : "embed-field" },
    el("dt", {}, markdown(one.rendered_name)), el("dd", {}, markdown(one.rendered)));
}

function footer(one) {
  if (!one.footer && !one.timestamp) return null;
  return el("p", { class: "embed-footer" }, one.footer && name(one.footer.text),
    one.footer && one.timestamp && " · ", one.timestamp && timeElement(new Date(one.timestamp), "s"));
}

export function colour(number) {
  return `#${number.toString(16).padStart(6, "0")}`;
}
