// Moments as people read them, and those that count down.

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const STEPS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const formats = new Map(Object.entries(STYLES).map(([key, style]) => [key, new Intl.DateTimeFormat(undefined, style)]));

export function format(date, style) {
  return style === "R" ? distance(date) : (formats.get(style) ?? formats.get("f")).format(date);
}

function distance(date) {
  const seconds = Math.round((date - Date.now()) / 1000);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

export function timeElement(date, style, attributes = {}) {
  const time = document.createElement("time");
  time.dateTime = date.toISOString();
  time.title = format(date, "F");
  time.textContent = format(date, style);
  if (style === "R") time.dataset.relative = "";
  for (const [key, value] of Object.entries(attributes)) time.setAttribute(key, value);
  return time;
}

/** Today: the hour alone; otherwise the day too. */
export function timeOfMessage(date) {
  const today = new Date().toDateString() === date.toDateString();
  return timeElement(date, today ? "t" : "s", { class: "time" });
}

export function startTicking() {
  setInterval(() => {
    for (const time of document.querySelectorAll("time[data-relative]")) {
      const text = distance(new Date(time.dateTime));
      if (time.textContent !== text) time.textContent = text;
    }
  }, 1000);
}
