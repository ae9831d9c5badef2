// Discord's markdown: the server's tree becomes nodes.

import { append, el, name } from "./element.js";
import { format, timeElement } from "./timestamps.js";
import { tell } from "./world.js";

const PLAIN = { strong: "strong", em: "em", u: "u", s: "s", quote: "blockquote", ul: "ul", li: "li",
  h1: "h3", h2: "h4", h3: "h5" };

const DRAW = {
  text: (node) => el("span", { class: "text" }, node.v),
  br: () => el("br"),
  p: (node) => el("p", { dir: "auto" }, drawAll(node.c)),
  subtext: (node) => el("p", { class: "subtext", dir: "auto" }, drawAll(node.c)),
  ol: (node) => el("ol", { start: node.start }, drawAll(node.c)),
  code: (node) => el("code", {}, node.v),
  codeblock: (node) => el("pre", { tabindex: "0", "aria-label": node.lang ? `Code, ${node.lang}` : "Code" }, el("code", {}, node.v)),
  link: drawLink,
  spoiler: (node) => spoiler("span", drawAll(node.c)),
  timestamp: (node) => timeElement(new Date(node.unix * 1000), node.style, { class: "timestamp" }),
  mention: drawMention,
  emoji: (node) => el("span", { class: "emoji", role: "img", "aria-label": node.name }, `:${node.name}:`),
};

export function drawAll(nodes) {
  return (nodes ?? []).map((node) => {
    if (DRAW[node.t]) return DRAW[node.t](node);
    return el(PLAIN[node.t] ?? "span", { class: `md-${node.t}`, dir: PLAIN[node.t]?.[0] === "h" ? "auto" : null }, drawAll(node.c));
  });
}

export function markdown(nodes, attributes = {}) {
  return append(el("div", { ...attributes, class: `markdown ${attributes.class ?? ""}` }), drawAll(nodes));
}

/** The words alone, for people who listen. A spoiler stays one. */
export function words(nodes) {
  return (nodes ?? []).map((node) => {
    if (node.t === "spoiler") return "spoiler";
    if (node.t === "br") return " ";
    if (node.t === "timestamp") return format(new Date(node.unix * 1000), node.style === "R" ? "t" : node.style);
    const text = node.v ?? (node.name ? `${SIGNS[node.kind] ?? ""}${node.name}` : words(node.c));
    return BLOCKS.has(node.t) ? `${text} ` : text;
  }).join("");
}

const BLOCKS = new Set(["p", "h1", "h2", "h3", "li", "subtext", "codeblock"]);
const SIGNS = { user: "@", role: "@", everyone: "@", channel: "#", command: "/" };

export function webAddress(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:"].includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

export function link(address, ...children) {
  const url = webAddress(address);
  if (!url) return el("span", {}, children);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href }, children);
}

function drawLink(node) {
  return link(node.href, drawAll(node.c));
}

function drawMention(node) {
  const label = name(`${SIGNS[node.kind] ?? ""}${node.name}`);
  const action = { channel: "OPEN_CHANNEL", command: "OPEN_COMMAND" }[node.kind];
  if (!action) return el("span", { class: "mention" }, label);
  return el("button", { type: "button", class: "mention", on: { click: () => tell(action, node) } }, label);
}

/** Hidden until someone asks for it, by pointer or by key. */
export function spoiler(tag, children, label = "Spoiler") {
  const content = el(tag, { class: "spoiler-content", inert: true }, children);
  const cover = el("button", { type: "button", class: "spoiler-cover", "aria-label": `${label}: show` });
  const box = el(tag, { class: "spoiler" }, content, cover);
  cover.addEventListener("click", () => {
    content.inert = false;
    box.classList.add("open");
    content.tabIndex = -1;
    content.focus();
    cover.remove();
  });
  return box;
}
