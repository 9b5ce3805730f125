// The page of a row knows the list that it was opened from, which the tab remembers: its links that are [data-along]
// lead to the row that is next or previous there, or "at" the list itself, as keys do (keys.js tells which). Back at
// the list, the row that was left has the focus.

const rows = () => [...document.querySelectorAll("[data-keys] a.go")].filter((el) => el.checkVisibility());
const pathOf = (link) => new URL(link.href).pathname;

function list() {
  const { at, paths = [] } = JSON.parse(sessionStorage.getItem("list") ?? "{}");
  const here = paths.indexOf(location.pathname);
  return here < 0 ? {} : { at, next: paths[here + 1], previous: paths[here - 1] };
}

function tell() {
  const known = list();
  for (const link of document.querySelectorAll("a[data-along]")) {
    link.hidden = !known[link.dataset.along];
    if (!link.hidden) link.href = known[link.dataset.along];
  }
  for (const el of document.querySelectorAll("#keys [data-of-list]")) el.hidden = !known.at || rows().length > 0;
}

function comeBack() {
  const { at, from } = JSON.parse(sessionStorage.getItem("left") ?? "{}");
  if (at !== location.pathname + location.search) return;
  sessionStorage.removeItem("left");
  const row = rows().find((link) => pathOf(link) === from);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function leave(at) {
  sessionStorage.setItem("left", JSON.stringify({ at, from: location.pathname }));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("a[data-along=at]")) leave(list().at);
  if (!event.target.closest("[data-keys] a.go")) return;
  sessionStorage.setItem("list", JSON.stringify({ at: location.pathname + location.search, paths: rows().map(pathOf) }));
});

document.addEventListener("walk", ({ detail }) => {
  const to = list()[detail];
  if (to && detail === "at") leave(to);
  if (to) location.assign(to);
});

document.addEventListener("htmx:after:swap", tell);
tell();
comeBack();
