// The buttons for what is hard to do by hand, and the way to the content folder.

import { announce, toast } from "./announcer.js";
import { post } from "./socket.js";
import { listen, world } from "./world.js";

const presence = document.getElementById("presence");

export function startWorkshop() {
  for (const button of document.querySelectorAll("[data-action]")) button.addEventListener("click", () => act(button));
  document.getElementById("content-copy").addEventListener("click", copyPath);
  for (const kind of ["STATE", "BOT"]) listen(kind, showPresence);
  listen("STATE", showPath);
}

async function act(button) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const asked = post(`/page/actions/${button.dataset.action}`, { as: world.me.id, channel_id: world.channelId });
  const answer = await asked.catch((error) => ({ ok: false, text: error.message }));
  button.removeAttribute("aria-busy");
  toast(answer.text, !answer.ok);
}

function showPresence() {
  const { name, online } = world.bot;
  presence.textContent = `${name} is ${online ? "online" : "offline"}`;
  presence.classList.toggle("online", online);
}

function showPath() {
  const path = world.contentPath;
  document.getElementById("content-path").hidden = !path;
  document.getElementById("content-open").title = path ?? "";
}

async function copyPath() {
  await navigator.clipboard.writeText(world.contentPath).then(
    () => toast(`Copied: ${world.contentPath}`), () => toast(world.contentPath));
  announce("The path of the content folder is in the clipboard.");
}
