// One message, drawn from what the server says of it.

import { el, name } from "./element.js";
import { avatar } from "./avatar.js";
import { draw } from "./components.js";
import { embed } from "./embeds.js";
import { markdown } from "./markdown.js";
import { attachment } from "./media.js";
import { format, timeOfMessage } from "./timestamps.js";
import { send } from "./socket.js";
import { world } from "./world.js";

const SUPPRESS_EMBEDS = 4, LOADING = 128, COMPONENTS_V2 = 32768;
const JOINED = 7, REPLY = 19, THREAD_CREATED = 18;

export function authorName(message) {
  return message.member?.nick || message.author.global_name || message.author.username;
}

/** `follows` is the message above when it is by the same person and of the same minutes. */
export function drawMessage(message, follows) {
  const id = `message-${message.id}`;
  const body = el("div", { class: "message-body" },
    !follows && heading(message, id), el("div", { class: "message-content", id: `${id}-content` }, content(message)),
    el("p", { class: "failure", role: "alert", hidden: true }), notice(message));
  return el("li", { class: classes(message, follows), id, "data-id": message.id },
    context(message),
    el("article", { class: "message-row", "aria-labelledby": follows ? null : `${id}-author`, "aria-label": follows ? authorName(message) : null },
      follows ? timeAside(message) : avatar(message.author.id, authorName(message)), body));
}

function classes(message, follows) {
  return ["message", follows && "follows", message.ephemeral_for && "ephemeral"].filter(Boolean).join(" ");
}

function timeAside(message) {
  const time = timeOfMessage(new Date(message.timestamp));
  time.className = "time aside";
  time.textContent = format(new Date(message.timestamp), "t");
  return time;
}

function heading(message, id) {
  return el("header", { class: "message-head" },
    el("span", { class: "author", id: `${id}-author` }, name(authorName(message))),
    message.author.bot && el("span", { class: "badge" }, "APP"), timeOfMessage(new Date(message.timestamp)));
}

/** What the message answers to, above it. */
function context(message) {
  const used = message.interaction_metadata ?? message.interaction;
  if (used && message.type === 20) return commandLine(message, used);
  if (message.type !== REPLY && !message.message_reference) return null;
  const to = message.referenced_message;
  if (!to) return message.message_reference && message.type === REPLY ? el("p", { class: "reply" }, "Original message was deleted") : null;
  return el("p", { class: "reply" }, avatar(to.author.id, authorName(to)), name(authorName(to)), " ",
    el("button", { type: "button", class: "reply-text", on: { click: () => goTo(to.id) } }, name(to.content || "Click to see the message")));
}

function commandLine(message, used) {
  const who = used.user.global_name ?? used.user.username;
  const command = message.interaction?.name ?? used.name;
  return el("p", { class: "reply" }, avatar(used.user.id, who), name(who), command ? " used " : " used a command",
    command && el("span", { class: "mention" }, name(`/${command}`)));
}

function goTo(id) {
  const message = document.getElementById(`message-${id}`);
  message?.scrollIntoView({ block: "center" });
  message?.classList.add("found");
  setTimeout(() => message?.classList.remove("found"), 1500);
}

function content(message) {
  if (message.flags & LOADING) return thinking(message);
  if (message.type === JOINED) return el("p", { class: "muted" }, "joined the server.");
  if (message.type === THREAD_CREATED) return el("p", { class: "muted" }, "started a thread: ", name(message.content));
  const isV2 = message.flags & COMPONENTS_V2;
  const text = message.content ? markdown(message.rendered) : null;
  const edited = message.edited_timestamp && el("span", { class: "edited", title: format(new Date(message.edited_timestamp), "F") }, "(edited)");
  if (edited && text?.lastChild?.tagName === "P") text.lastChild.append(" ", edited);
  return [
    text,
    !(message.flags & SUPPRESS_EMBEDS) && (message.embeds ?? []).map(embed),
    !isV2 && attachments(message.attachments ?? []),
    el("div", { class: isV2 ? "components v2" : "components" }, (message.components ?? []).map((one) => draw(one, message))),
    !edited?.parentNode && edited,
    reactions(message.reactions ?? []),
  ];
}

function thinking(message) {
  return el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    el("span", {}, name(authorName(message)), " is thinking…"));
}

function attachments(all) {
  return all.length > 0 && el("div", { class: "attachments" }, all.map(attachment));
}

function reactions(all) {
  return all.length > 0 && el("p", { class: "reactions" }, all.map((one) => el("span", { class: "chip" }, `${one.emoji.name} ${one.count}`)));
}

function notice(message) {
  if (!message.ephemeral_for) return null;
  return el("p", { class: "only-you" }, el("span", { "aria-hidden": "true" }, "◉ "), "Only you can see this · ",
    el("button", { type: "button", class: "as-link", on: { click: () => dismiss(message) } }, "Dismiss message"));
}

function dismiss(message) {
  const stop = send("DISMISS", { message_id: message.id, channel_id: message.channel_id }, (frame) => frame.op === "INTERACTION" && stop());
  document.getElementById("composer-text")?.focus();
}

export function startedBy(command) {
  return el("p", { class: "reply" }, avatar(world.me.id, world.me.name), name(world.me.name), " used ", el("span", { class: "mention" }, name(`/${command}`)));
}

