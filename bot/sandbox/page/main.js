// The entrance: every part is started, then the connection is opened.

import { startChannels } from "./channels.js";
import { startComposer } from "./composer.js";
import { startEvents } from "./events.js";
import { openModal } from "./modal.js";
import { startMessages } from "./messages.js";
import { startPeople } from "./people.js";
import { connect } from "./socket.js";
import { startTheme } from "./theme.js";
import { startTicking } from "./timestamps.js";
import { startTyping } from "./typing.js";
import { startWorkshop } from "./workshop.js";
import { listen } from "./world.js";

function startBanner() {
  const banner = document.getElementById("banner");
  listen("CONNECTED", () => (banner.hidden = true));
  listen("DISCONNECTED", () => {
    banner.textContent = "The sandbox cannot be reached. Is `clio sandbox` still running? Trying again…";
    banner.hidden = false;
  });
  listen("REFUSED", ({ error }) => {
    banner.textContent = error;
    banner.hidden = false;
  });
}

startTheme();
startBanner();
startMessages();
startChannels();
startEvents();
startPeople();
startWorkshop();
startComposer();
startTyping();
startTicking();
listen("MODAL", ({ modal }) => openModal(modal, document.activeElement));
connect(new URLSearchParams(location.search).get("as"));
