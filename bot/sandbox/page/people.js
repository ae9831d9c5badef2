// Who one is: the members, and a new one.

import { avatar } from "./avatar.js";
import { announce, toast } from "./announcer.js";
import { el, freshId, name } from "./element.js";
import { openDialog } from "./modal.js";
import { connect, post } from "./socket.js";
import { listen, world } from "./world.js";

const list = document.getElementById("people");
const adder = document.getElementById("add-member");

export function startPeople() {
  for (const kind of ["STATE", "MEMBERS"]) listen(kind, drawAll);
  adder.addEventListener("click", askForMember);
}

function addressOf(id) {
  return `/?as=${encodeURIComponent(id)}${location.hash}`;
}

function drawAll() {
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...world.members.map(item));
  if (focused) list.querySelector("input:checked")?.focus();
  document.title = `${world.me.name} · Clio sandbox`;
}

function item(member) {
  const mine = member.id === world.me.id;
  const radio = el("input", { type: "radio", name: "me", value: member.id, checked: mine, class: "visually-hidden",
    on: { change: () => become(member) } });
  return el("li", {}, el("label", { class: "person" }, radio, avatar(member.id, member.name),
    el("span", { class: "person-text" }, name(member.name), el("span", { class: "muted" }, name(roleOf(member))))),
  el("a", { class: "icon-button", href: addressOf(member.id), target: "_blank", rel: "noopener",
    "aria-label": `Open a window as ${member.name}`, title: "Open in another window" }, "↗"));
}

function roleOf(member) {
  return member.roles.join(", ") || (member.moderator ? "Moderator" : "Member");
}

function become(member) {
  if (member.id === world.me.id) return;
  history.replaceState(null, "", addressOf(member.id));
  connect(member.id);
  announce(`You are now ${member.name}.`);
}

function askForMember() {
  const field = el("input", { type: "text", id: freshId("name"), maxlength: 32, required: true, autocomplete: "off", dir: "auto" });
  openDialog({
    title: "Add a member",
    body: el("div", { class: "field" }, el("label", { class: "field-label", for: field.id }, "Name"), field,
      el("p", { class: "field-description" }, "They join as a student, and you go on as them.")),
    submitLabel: "Add",
    opener: adder,
    first: field,
    async submit({ close, complain }) {
      if (!field.value.trim()) return complain("Give the member a name.");
      const member = await post("/page/members", { name: field.value.trim() });
      close();
      become(member);
      toast(`${member.name} has joined.`);
    },
  });
}
