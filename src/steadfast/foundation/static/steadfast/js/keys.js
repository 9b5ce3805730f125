// Keys for those who work without a mouse. In any [data-keys] list j and k move along the rows' a.go links (real focus,
// so that Enter opens the link itself), as arrows do from [data-search]; / goes there; ? shows the keys; g and a digit go
// along the rail; a letter presses or focuses the element with that data-key; what it unfolds
// gets the focus. Typing in a field is never disturbed. On the page of a row j, k and b go along the list that
// it was opened from (along.js).

const typing = (el) => el.closest("input, textarea, select, [contenteditable]");
const seen = (selector) => [...document.querySelectorAll(selector)].filter((el) => el.checkVisibility());
const rows = () => seen("[data-keys] .go");
const walk = (where) => document.dispatchEvent(new CustomEvent("walk", { detail: where }));
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

const go = (digit) => document.querySelectorAll(".rail li a")[digit - 1]?.click();

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
  j: () => (rows().length ? move(1) : walk("next")),
  k: () => (rows().length ? move(-1) : walk("previous")),
  g: () => { going = true; setTimeout(() => { going = false; }, 1200); },
  "/": () => {
    const field = seen("[data-search], main input[type=search]")[0];
    if (field) field.focus();
    else document.dispatchEvent(new Event("palette"));
  },
  "?": () => {
    for (const el of document.querySelectorAll("#keys [data-of-rows]")) el.hidden = !rows().length;
    document.getElementById("keys")?.showModal();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by && event.target.matches("input[data-search], [data-keys] .go")) return event.preventDefault(), move(by);
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (document.documentElement.dataset.letters === "off" && event.key.length === 1) return; // as its reader has set it
  if (going && event.key >= "1" && event.key <= "9") {
    going = false;
    return go(Number(event.key));
  }
  const act = keys[event.key];
  if (act) act();
  else if (event.key.length > 1) return;
  else if (!press(event.key)) return event.key === "b" ? walk("at") : undefined;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-opens-keys]")) keys["?"]();
});
