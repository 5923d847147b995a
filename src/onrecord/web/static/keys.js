// Single keys: j and k move, / searches, ? shows the keys. They can be switched off in the list of keys (WCAG 2.1.4).

const SETTING = "onrecord.keys";

const ACTIONS = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => document.getElementById("quick").focus(),
  "?": () => document.getElementById("keys").showModal(),
};

export function listenForKeys() {
  const box = document.getElementById("keys-on");
  box.checked = keysAreOn();
  box.addEventListener("change", () => remember(box.checked));
  document.addEventListener("keydown", (event) => {
    const action = ACTIONS[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isAsking()) return;
    if (!keysAreOn() && event.key !== "?") return;
    event.preventDefault();
    action();
  });
}

function move(step) {
  const items = [...document.querySelectorAll("[data-item]")];
  if (!items.length) return;
  const current = items.findIndex((item) => item.contains(document.activeElement));
  const next = current < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(current + step, 0), items.length - 1);
  const link = items[next].querySelector("[data-open]");
  link.focus({ preventScroll: true });
  items[next].scrollIntoView({ block: "nearest" });
}

function isTyping(element) {
  return element.matches("input:not([type=checkbox]), textarea, select");
}

function isAsking() {
  return document.getElementById("keys").open;
}

function keysAreOn() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // Storage is switched off in this browser: the choice lasts for this page only.
  }
}
