// Where one writes: ordinary messages, and commands that begin with "/".

import { toast } from "./announcer.js";
import { CommandForm } from "./command.js";
import { leaves } from "./commands.js";
import { el, name } from "./element.js";
import { toEnd } from "./messages.js";
import { Picker } from "./picker.js";
import { send, upload } from "./socket.js";
import { channel, listen, world } from "./world.js";

const LONGEST = 2000;
const box = document.getElementById("composer");
const popup = el("div", { class: "composer-popup", on: { mousedown: (event) => event.preventDefault() } });
const text = el("textarea", { id: "composer-text", rows: 1, maxlength: LONGEST, dir: "auto", "aria-label": "Message" });
const file = el("input", { type: "file", class: "visually-hidden", id: "composer-file", multiple: true, tabindex: "-1", "aria-hidden": "true" });
const attach = el("button", { type: "button", class: "icon-button", "aria-label": "Attach a file", on: { click: () => file.click() } }, "+");
const attached = el("ul", { class: "attached-files" });
const sender = el("button", { type: "button", class: "icon-button send", "aria-label": "Send the message", on: { click: submit } }, "➤");
const line = el("div", { class: "composer-line" }, attach, file, text, sender);
const failure = el("p", { class: "field-error", role: "alert", hidden: true });
const picker = new Picker({ field: text, place: popup, onPick: open });
let files = [];
let form = null;

export function startComposer() {
  box.append(popup, failure, attached, line);
  text.addEventListener("input", () => {
    grow();
    complain("");
    picker.follow();
  });
  text.addEventListener("keydown", key);
  text.addEventListener("blur", () => picker.close());
  text.addEventListener("focus", () => picker.follow());
  file.addEventListener("change", () => choose([...file.files]));
  listen("CHANNEL_OPENED", (current) => {
    close({ focus: false });
    text.placeholder = current ? `Message #${current.name}` : "No channel is open";
    text.setAttribute("aria-label", text.placeholder);
  });
  listen("COMMANDS", () => picker.isOpen && picker.follow());
  listen("OPEN_COMMAND", ({ name: wanted }) => openByName(wanted));
  document.addEventListener("keydown", anywhere);
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

function key(event) {
  if (event.isComposing || picker.key(event)) return;
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  submit();
}

/** "/" begins a command from wherever one stands. */
function anywhere(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, dialog")) return;
  event.preventDefault();
  close();
  text.value = "/";
  picker.follow();
}

function openByName(wanted) {
  const leaf = leaves(world.commands).find((one) => one.title === wanted);
  if (leaf) open(leaf);
  else toast(`/${wanted} is not offered to you here.`, true);
}

function open(leaf) {
  picker.close();
  text.value = "";
  form?.element.remove();
  form = new CommandForm(leaf, { place: popup, onClose: () => close() });
  line.hidden = true;
  box.append(form.element);
  form.focus();
}

function close({ focus = true } = {}) {
  form?.element.remove();
  form = null;
  popup.replaceChildren();
  line.hidden = false;
  text.value = "";
  grow();
  complain("");
  if (focus) text.focus();
}

function choose(chosen) {
  files = chosen;
  attached.replaceChildren(...files.map((one) => el("li", { class: "chip" }, name(one.name), " ",
    el("button", { type: "button", class: "as-link", "aria-label": `Remove ${one.name}`, on: { click: () => choose(files.filter((other) => other !== one)) } }, "✕"))));
  file.value = "";
  if (chosen.length) text.focus();
}

async function submit() {
  const content = text.value.trim();
  if ((!content && !files.length) || !channel()) return;
  if (/^\/\S/.test(content)) return complain("No such command is offered to you here. Begin with / and choose one from the list.");
  const uploaded = await Promise.all(files.map((one) => upload(one, world.me.id))).catch((error) => complain(error.message));
  if (!uploaded) return;
  text.value = "";
  choose([]);
  grow();
  toEnd();
  const body = { channel_id: world.channelId, content, attachments: uploaded.map((one) => one.id) };
  const stop = send("MESSAGE", body, (frame) => {
    stop();
    if (frame.status !== "refused") return;
    text.value ||= content;
    complain(frame.error);
  });
}

function complain(reason) {
  failure.hidden = !reason;
  failure.textContent = reason;
}
