// Light or dark: as the system says, unless someone chose.

const KEY = "clio-sandbox-theme";
const system = window.matchMedia("(prefers-color-scheme: light)");

function current() {
  return localStorage.getItem(KEY) ?? (system.matches ? "light" : "dark");
}

function show() {
  document.documentElement.dataset.theme = current();
}

export function startTheme() {
  show();
  system.addEventListener("change", show);
  document.getElementById("theme").addEventListener("click", () => {
    localStorage.setItem(KEY, current() === "light" ? "dark" : "light");
    show();
  });
}
