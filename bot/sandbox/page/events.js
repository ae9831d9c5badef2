// The server's scheduled events, above its channels.

import { el, name } from "./element.js";
import { timeElement } from "./timestamps.js";
import { listen, world } from "./world.js";

const section = document.getElementById("events-section");
const list = document.getElementById("events");

export function startEvents() {
  for (const kind of ["STATE", "EVENTS"]) listen(kind, draw);
}

function draw() {
  section.hidden = world.events.length === 0;
  list.replaceChildren(...world.events.map(item));
}

function item(one) {
  return el("li", { class: "event", "data-event": one.id },
    el("span", { class: "event-name" }, name(one.name)),
    el("span", { class: "event-when" }, timeElement(new Date(one.scheduled_start_time), "f"),
      one.location && [" · ", name(one.location)]));
}
