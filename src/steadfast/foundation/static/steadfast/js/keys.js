// Keys for those who work without a mouse. In any [data-keys] list j and k move along the rows' a.go links (real focus,
// so that Enter opens the link itself); / goes to [data-search]; ? shows the keys; g and a digit go along the rail;
// Ctrl-K opens the line “I promise …”; a letter presses or focuses the element with that data-key; what it unfolds gets
// the focus. Typing in a field is never disturbed.

const typing = (el) => el.closest("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-keys] .go")].filter((el) => el.checkVisibility());
let going = false;

function move(by) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const first = Math.max(all.findIndex((el) => el.getBoundingClientRect().top >= 0), 0);
  const next = here < 0 ? (by > 0 ? first : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
  all[next].focus({ preventScroll: true });
  all[next].closest("li, tr")?.scrollIntoView({ block: "nearest" });
}

function go(digit) {
  document.querySelectorAll(".rail li a")[digit - 1]?.click();
}

function press(key) {
  const meant = `[data-key="${CSS.escape(key)}"]`;
  const el = document.querySelector(`main ${meant}`) ?? document.querySelector(meant); // the page's own before the rail's
  if (!el || !el.checkVisibility()) return false;
  if (el.matches("input, textarea, select")) el.focus();
  else el.click();
  if (el.matches("details[open] > summary")) el.parentElement.querySelector("input, select, textarea, button")?.focus();
  return true;
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  g: () => { going = true; setTimeout(() => { going = false; }, 1200); },
  "/": () => (document.querySelector("[data-search]") ?? document.querySelector("input[type=search]"))?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

function openPromise(event) {
  const dialog = document.getElementById("promise");
  if (!dialog || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  dialog.showModal();
  dialog.querySelector("input[name=line]").focus();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "k") return openPromise(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (document.documentElement.dataset.letters === "off" && event.key.length === 1) return; // as its reader has set it
  if (going && event.key >= "1" && event.key <= "9") {
    going = false;
    return go(Number(event.key));
  }
  const act = keys[event.key];
  if (act) act();
  else if (event.key.length > 1 || !press(event.key)) return;
  event.preventDefault();
});

// A link to a folded form (#move) unfolds it and begins in its first field.
function unfold() {
  const el = document.getElementById(location.hash.slice(1));
  if (!el?.matches("details")) return;
  el.open = true;
  el.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}
addEventListener("hashchange", unfold);
unfold();

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-opens-keys]")) keys["?"]();
  if (event.target.closest("[data-opens-promise]") && !event.ctrlKey && !event.metaKey) openPromise(event);
});
