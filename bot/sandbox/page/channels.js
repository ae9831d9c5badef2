// The list of channels, and the drawer that it is on a phone.

import { el, name } from "./element.js";
import { channel, listen, tell, world } from "./world.js";

const CATEGORY = 4, DIRECT = 1, THREADS = new Set([10, 11, 12]);
const list = document.getElementById("channels");
const side = document.getElementById("side");
const scrim = document.getElementById("scrim");
const opener = document.getElementById("drawer-open");
const phone = window.matchMedia("(max-width: 760px)");

export function startChannels() {
  listen("STATE", () => {
    document.getElementById("guild-name").replaceChildren(name(world.guild.name));
    chooseFirst();
  });
  for (const kind of ["CHANNELS", "UNREAD"]) listen(kind, drawAll);
  listen("CHANNELS", () => channel() || chooseFirst());
  listen("OPEN_CHANNEL", ({ id }) => world.channels.some((one) => one.id === id) && openChannel(id));
  opener.addEventListener("click", () => setDrawer(true));
  document.getElementById("drawer-close").addEventListener("click", () => setDrawer(false));
  scrim.addEventListener("click", () => setDrawer(false));
  side.addEventListener("keydown", (event) => event.key === "Escape" && setDrawer(false));
  document.addEventListener("keydown", stepByKey);
  phone.addEventListener("change", () => setDrawer(false, false));
  setDrawer(false, false);
}

function chooseFirst() {
  const wanted = [world.channelId, location.hash.slice(1)].find((id) => world.channels.some((one) => one.id === id));
  const first = world.channels.find((one) => one.type !== CATEGORY);
  openChannel(wanted ?? first?.id ?? null);
}

export function openChannel(id) {
  world.channelId = id;
  world.unread.delete(id);
  const current = channel();
  history.replaceState(null, "", `${location.pathname}${location.search}#${id ?? ""}`);
  document.getElementById("channel-name").replaceChildren(current ? name(current.name) : "No channel");
  document.getElementById("channel-name").dataset.sign = signOf(current);
  document.getElementById("channel-topic").replaceChildren(name(current?.topic ?? ""));
  drawAll();
  tell("CHANNEL_OPENED", current);
}

function signOf(one) {
  if (one?.type === DIRECT) return "@";
  return THREADS.has(one?.type) ? "↳" : "#";
}

function drawAll() {
  const roots = world.channels.filter((one) => !THREADS.has(one.type));
  list.replaceChildren(...roots.flatMap((one) => [item(one), ...threadsOf(one).map(item)]));
}

function threadsOf(parent) {
  return world.channels.filter((one) => THREADS.has(one.type) && one.parent_id === parent.id);
}

function item(one) {
  if (one.type === CATEGORY) return el("li", { class: "category" }, name(one.name));
  const unread = world.unread.get(one.id) ?? 0;
  const here = one.id === world.channelId;
  return el("li", { class: THREADS.has(one.type) ? "thread" : null },
    el("button", { type: "button", class: unread ? "channel unread" : "channel", "aria-current": here ? "page" : null, "data-channel": one.id,
      on: { click: () => choose(one.id) } },
    el("span", { class: "sign", "aria-hidden": "true" }, signOf(one)), name(one.name),
    unread > 0 && el("span", { class: "unread-count" }, unread, el("span", { class: "visually-hidden" }, " unread"))));
}

function choose(id) {
  openChannel(id);
  if (phone.matches) setDrawer(false);
  else list.querySelector("[aria-current]")?.focus();
}

function stepByKey(event) {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const ids = world.channels.filter((one) => one.type !== CATEGORY).map((one) => one.id);
  const at = ids.indexOf(world.channelId) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  openChannel(ids[(at + ids.length) % ids.length]);
}

function setDrawer(open, focus = true) {
  const isPhone = phone.matches;
  side.classList.toggle("open", open);
  side.inert = isPhone && !open;
  document.querySelector(".main").inert = isPhone && open;
  scrim.hidden = !(isPhone && open);
  opener.setAttribute("aria-expanded", String(open));
  if (!isPhone || !focus) return;
  (open ? list.querySelector("[aria-current]") ?? side.querySelector("button") : opener).focus();
}
