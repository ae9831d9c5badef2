// The list of messages of the channel that is open.

import { announce, newIn, spoken } from "./announcer.js";
import { el } from "./element.js";
import { authorName, drawMessage, startedBy } from "./message.js";
import { format } from "./timestamps.js";
import { channel, listen, messagesOf, tell, world } from "./world.js";

const TOGETHER = 7 * 60 * 1000;
const NEAR = 80;
const list = document.getElementById("messages");
const scroller = document.getElementById("scroller");
const toNewest = document.getElementById("to-newest");
let pinned = true;
let lastTop = 0;
const notes = []; // what only this page knows: a command under way, or one that failed

export function startMessages() {
  listen("STATE", drawChannel);
  listen("CHANNEL_OPENED", drawChannel);
  listen("MESSAGE_CREATE", ({ message }) => created(message));
  listen("MESSAGE_UPDATE", ({ message }) => updated(message));
  listen("MESSAGE_DELETE", ({ channel_id, id }) => deleted(channel_id, id));
  scroller.addEventListener("scroll", follow, { passive: true });
  toNewest.addEventListener("click", toEnd);
  new ResizeObserver(() => pinned && toEnd()).observe(list);
  new ResizeObserver(() => pinned && toEnd()).observe(scroller);
}

function isNearEnd() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
}

/** Only a person scrolls upwards: a list that merely grew stays at its end. */
function follow() {
  if (isNearEnd()) setPinned(true);
  else if (scroller.scrollTop < lastTop) setPinned(false);
  lastTop = scroller.scrollTop;
}

function setPinned(value) {
  pinned = value;
  if (pinned) toNewest.hidden = true;
}

export function toEnd() {
  scroller.scrollTop = scroller.scrollHeight;
  setPinned(true);
}

function drawChannel() {
  notes.length = 0;
  const current = channel();
  if (!current) return list.replaceChildren();
  list.replaceChildren(welcome(current));
  let last = null;
  for (const message of messagesOf(current.id).values()) {
    list.append(...dayBefore(message, last), item(message, follows(message, last)));
    last = message;
  }
  toEnd();
}

/** The drawn message, which remembers its words until the next edit. */
function item(message, isFollowing) {
  const drawn = drawMessage(message, isFollowing);
  drawn.words = spoken(message);
  return drawn;
}

function welcome(current) {
  return el("li", { class: "welcome" }, el("h3", {}, "Welcome to #", el("bdi", {}, current.name)),
    el("p", {}, current.topic || "This is the beginning of the channel.", " Type ", el("kbd", {}, "/"), " to see what Clio can do."));
}

function dayBefore(message, last) {
  const day = new Date(message.timestamp);
  if (last && new Date(last.timestamp).toDateString() === day.toDateString()) return [];
  return [el("li", { class: "day" }, el("span", {}, format(day, "D")))];
}

function follows(message, last) {
  return Boolean(last) && last.author.id === message.author.id && message.type === 0 && !message.message_reference
    && Boolean(last.ephemeral_for) === Boolean(message.ephemeral_for)
    && new Date(message.timestamp) - new Date(last.timestamp) < TOGETHER;
}

function previousOf(message) {
  const all = [...messagesOf(message.channel_id).values()];
  return all[all.findIndex((one) => one.id === message.id) - 1] ?? null;
}

function created(message) {
  if (message.channel_id !== world.channelId) {
    if (message.author.id === world.me.id) return;
    world.unread.set(message.channel_id, (world.unread.get(message.channel_id) ?? 0) + 1);
    tell("UNREAD");
    return;
  }
  const last = previousOf(message);
  const stays = pinned;
  list.append(...dayBefore(message, last), item(message, follows(message, last) && !notes.length));
  for (const note of notes) list.append(note);
  if (stays) toEnd();
  else toNewest.hidden = false;
  if (message.author.id !== world.me.id) announce(`${authorName(message)}${message.ephemeral_for ? ", to you alone" : ""}: ${said(message)}`);
}

function said(message) {
  return message.flags & 128 ? "is thinking" : spoken(message);
}

function updated(message) {
  const old = document.getElementById(`message-${message.id}`);
  if (!old) return;
  const fresh = item(message, old.classList.contains("follows"));
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  refocus(fresh, focused);
  const news = newIn(fresh.words, old.words);
  if (news && message.author.id !== world.me.id) announce(`${authorName(message)}: ${news}`);
}

/** The key that a person stood on is drawn anew: they stay on it, or in the message if it is gone. */
function refocus(fresh, focused) {
  if (!focused) return;
  const customId = focused.dataset.customId;
  const same = customId && fresh.querySelector(`[data-custom-id="${CSS.escape(customId)}"]`);
  if (same && !same.disabled) return same.focus({ preventScroll: true });
  fresh.tabIndex = -1;
  fresh.focus({ preventScroll: true });
}

function deleted(channelId, id) {
  if (channelId !== world.channelId) return;
  const old = document.getElementById(`message-${id}`);
  if (!old) return;
  const hadFocus = old.contains(document.activeElement);
  const next = old.nextElementSibling;
  old.remove();
  const follower = next?.classList.contains("follows") && messagesOf(channelId).get(next.dataset.id);
  if (follower) next.replaceWith(item(follower, follows(follower, previousOf(follower))));
  if (hadFocus) scroller.focus({ preventScroll: true });
}

/** A line of this page's own: a command that is under way, and what became of it if nothing came. */
export function addNote(command) {
  const text = el("p", { class: "muted" }, "Sending the command…");
  const note = el("li", { class: "message note" }, startedBy(command), el("div", { class: "message-row" },
    el("span", { class: "avatar colour-none", "aria-hidden": "true" }, "…"), el("div", { class: "message-body" }, text)));
  const forget = () => {
    notes.splice(notes.indexOf(note), notes.includes(note) ? 1 : 0);
    note.remove();
  };
  notes.push(note);
  list.append(note);
  toEnd();
  return {
    done: forget,
    fail(reason) {
      text.className = "failure";
      text.replaceChildren(reason, " ", el("button", { type: "button", class: "as-link", on: { click: forget } }, "Dismiss message"));
      announce(reason);
      toEnd();
    },
  };
}
