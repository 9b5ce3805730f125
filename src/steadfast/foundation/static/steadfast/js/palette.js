// The palette: find, go or do. Loaded when it is first asked for, while its dialog is already open. Its list has what
// ways.js knows and, between, what search finds while somebody types. Focus stays in the field; arrows move
// aria-activedescendant.

const dialog = document.getElementById("palette");
const field = dialog.querySelector("input[name=q]");
const list = dialog.querySelector("[role=listbox]");
const words = dialog.dataset;
const runs = new Map(); // what an option does that is no address
const { ways } = await import(dialog.dataset.ways); // by its name with a digest, which only the page knows
let asked, waiting;

function promise(text) {
  const other = document.getElementById("promise");
  if (dialog.open) dialog.close();
  if (!other || document.querySelector("dialog[open]")) return;
  other.showModal();
  other.querySelector("input[name=line]").value ||= text;
  other.querySelector("input[name=line]").focus();
}

function option({ label, kind, url, run, isSearch }, place) {
  const [row, name, side] = [document.createElement("li"), document.createElement("span"), document.createElement("small")];
  Object.assign(row, { id: `way-${place}`, role: "option" });
  [name.textContent, side.textContent, name.dir] = [label, kind, "auto"];
  if (url) row.dataset.url = url;
  else runs.set(row.id, isSearch ? () => field.form.submit() : run);
  row.append(name, side);
  return row;
}

function select(row) {
  for (const one of list.children) one.setAttribute("aria-selected", String(one === row));
  if (row) field.setAttribute("aria-activedescendant", row.id);
  else field.removeAttribute("aria-activedescendant");
  row?.scrollIntoView({ block: "nearest" });
}

function show(hits = "") {
  runs.clear();
  const { before, after } = ways(field.value, words, promise);
  list.replaceChildren(...before.map(option));
  list.insertAdjacentHTML("beforeend", hits); // our own answer, its texts escaped by the server
  list.append(...after.map((one, place) => option(one, before.length + place)));
  select(list.firstElementChild);
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  if (!field.value.trim()) return;
  const answer = await fetch(`${words.options}?q=${encodeURIComponent(field.value)}`, { signal: asked.signal }).catch(() => null);
  if (answer?.ok && !answer.redirected) show(await answer.text());
}

function act(row) {
  if (!row) return field.form.submit();
  const run = runs.get(row.id);
  dialog.close();
  if (row.dataset.url) location.assign(row.dataset.url);
  else run?.();
}

export function begin(entered) { // the dialog is open; somebody may have typed, and entered, before this was loaded
  show();
  return entered ? act(list.firstElementChild) : ask();
}

dialog.addEventListener("close", () => { field.value = ""; });
field.addEventListener("input", () => { show(); clearTimeout(waiting); waiting = setTimeout(ask, 120); });
field.form.addEventListener("submit", (event) => { event.preventDefault(); act(list.querySelector("[aria-selected=true]")); });
field.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !list.children.length) return;
  event.preventDefault();
  const all = [...list.children];
  select(all.at((all.findIndex((one) => one.ariaSelected === "true") + by) % all.length));
});
list.addEventListener("click", (event) => act(event.target.closest("[role=option]")));
dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-closes-palette]")) dialog.close(); });
