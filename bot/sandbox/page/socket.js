// The one connection to the sandbox, and the answers that interactions wait for.

import { receive, tell } from "./world.js";

const AGAIN_AFTER = 1000;
const UNREACHABLE = "The sandbox cannot be reached at the moment. Try again.";
const waiting = new Map();
let socket = null;
let nextNonce = 1;

export function connect(as) {
  const old = socket;
  abandon();
  const address = new URL("/page/socket", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (as) address.searchParams.set("as", as);
  const mine = (socket = new WebSocket(address));
  mine.addEventListener("open", () => tell("CONNECTED"));
  mine.addEventListener("message", (event) => mine === socket && hear(JSON.parse(event.data)));
  mine.addEventListener("close", () => {
    if (mine !== socket) return;
    abandon();
    tell("DISCONNECTED");
    setTimeout(() => mine === socket && connect(as), AGAIN_AFTER);
  });
  old?.close();
}

/** What waits for an answer of a connection that is gone will not get one. */
function abandon() {
  const listeners = [...waiting.values()];
  waiting.clear();
  for (const listener of listeners) listener({ op: "INTERACTION", status: "refused", error: UNREACHABLE });
}

function hear(frame) {
  const listener = waiting.get(frame.nonce);
  if (listener) listener(frame);
  else receive(frame);
}

/** Sends a frame; `listener` hears every frame that answers it. Returns what stops listening. */
export function send(op, body, listener = () => {}) {
  const nonce = String(nextNonce++);
  waiting.set(nonce, listener);
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ op, nonce, ...body }));
  else listener({ op: "INTERACTION", nonce, status: "refused", error: UNREACHABLE });
  return () => waiting.delete(nonce);
}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.text ?? `The sandbox answered ${response.status}.`);
  return body;
}

export async function post(path, body) {
  return read(await fetch(path, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  }));
}

export async function upload(file, as) {
  const form = new FormData();
  form.append("file", file, file.name);
  return read(await fetch(`/page/attachments?as=${encodeURIComponent(as)}`, { method: "POST", body: form }));
}
