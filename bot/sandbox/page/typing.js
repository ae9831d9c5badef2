// "Clio is typing…", for as long as Discord shows it.

import { el, name } from "./element.js";
import { listen, world } from "./world.js";

const SHOWN_FOR = 10_000;
const place = document.getElementById("typing");
let timer = 0;

export function startTyping() {
  listen("TYPING", (frame) => frame.channel_id === world.channelId && show(frame.name));
  for (const kind of ["MESSAGE_CREATE", "CHANNEL_OPENED"]) listen(kind, hide);
}

function show(who) {
  clearTimeout(timer);
  place.replaceChildren(el("span", {}, name(who), " is typing…"));
  timer = setTimeout(hide, SHOWN_FOR);
}

function hide() {
  clearTimeout(timer);
  place.replaceChildren();
}
