// Pictures, files and what else hangs on a message.

import { el, name, plainly } from "./element.js";
import { link, spoiler } from "./markdown.js";

const HOME = new Set(["127.0.0.1", "localhost", "[::1]", location.hostname]);

/** The path of something that the sandbox itself holds; null for an address in the wide world. */
function homePath(address) {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  return url && HOME.has(url.hostname) && url.pathname.startsWith("/attachments/") ? url.pathname : null;
}

/** A picture that can be opened large. The page fetches nothing from elsewhere: there it shows the address. */
export function picture(media, description, attributes = {}) {
  const path = homePath(media.url);
  if (!path) return el("div", { class: "picture-elsewhere" }, "Picture: ", link(media.url, name(shorten(media.url))));
  const image = el("img", { src: path, alt: description || "Picture without a description", loading: "lazy",
    width: media.width, height: media.height });
  const label = `Open picture${description ? `: ${description}` : ""}`;
  return el("button", { type: "button", class: "picture", "aria-label": label, ...attributes,
    on: { click: () => openPicture(path, description) } }, image);
}

function shorten(address) {
  return address.length > 60 ? `${address.slice(0, 57)}…` : address;
}

function openPicture(path, description) {
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => dialog.close() } }, "✕");
  const dialog = el("dialog", { class: "lightbox", "aria-label": description || "Picture" },
    close, el("img", { src: path, alt: description || "" }), description && el("p", { dir: "auto" }, description),
    el("a", { href: path, target: "_blank", rel: "noopener" }, "Open original"));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function gallery(items) {
  const pictures = items.map((item) => {
    const shown = picture(item.media, item.description);
    return el("li", {}, item.spoiler ? spoiler("div", shown, "Hidden picture") : shown);
  });
  return el("ul", { class: "gallery", "data-count": Math.min(items.length, 5) }, pictures);
}

export function thumbnail(component) {
  const shown = picture(component.media, component.description);
  return el("div", { class: "thumbnail" }, component.spoiler ? spoiler("div", shown, "Hidden picture") : shown);
}

export function file(title, size, address, isSpoiler = false) {
  const path = homePath(address);
  const label = name(title);
  const shown = el("div", { class: "file" },
    el("span", { class: "file-mark", "aria-hidden": "true" }, ending(title)),
    el("span", { class: "file-text" },
      path ? el("a", { href: path, download: plainly(title) }, label) : link(address, label),
      size !== null && size !== undefined && el("span", { class: "muted" }, bytes(size))));
  return isSpoiler ? spoiler("div", shown, "Hidden file") : shown;
}

function ending(title) {
  return plainly(title.includes(".") ? title.split(".").at(-1).slice(0, 4) : "file").toUpperCase();
}

export function bytes(size) {
  if (size < 1000) return `${size} bytes`;
  return size < 1e6 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

export function attachment(one) {
  const hidden = one.filename.startsWith("SPOILER_");
  if (!one.content_type?.startsWith("image/") || one.content_type.includes("svg")) return file(one.title ?? one.filename, one.size, one.url, hidden);
  const shown = picture(one, one.description, { class: "picture attached" });
  return hidden ? spoiler("div", shown, "Hidden picture") : shown;
}
