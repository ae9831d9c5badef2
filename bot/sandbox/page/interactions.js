// Presses and choices under a message: what was sent, and what became of it.

import { send } from "./socket.js";
import { openModal } from "./modal.js";

export const FAILED = "This interaction failed";

/** Sends a press or a choice; the control is busy until the bot has answered. */
export function actOn(message, customId, values, control, complain) {
  control.setAttribute("aria-busy", "true");
  complain("");
  const body = { channel_id: message.channel_id, message_id: message.id, custom_id: customId };
  const stop = send("COMPONENT", values ? { ...body, values } : body, (frame) => {
    if (frame.op === "MODAL") return openModal(frame.modal, control);
    if (frame.op !== "INTERACTION") return;
    control.removeAttribute("aria-busy");
    if (frame.status === "failed") complain(frame.error ?? FAILED);
    if (frame.status === "refused") complain(frame.error);
    if (frame.status !== "deferred") stop();
  });
}
