// After a page or a part of it has come: focus stays where the reader was, and a failure is said, never swallowed.
// htmx itself restores focus to an element with the same id; this helps where that element is gone.
// What asks by itself (data-quiet) takes no focus, clears no message and says nothing when it fails; it asks again.

const SAID = {
  400: "That was not understood and not saved. What you typed is still here.",
  401: "You are signed out. Sign in in another tab, then send again; what you typed is still here.",
  403: "You may not do this, or the page is too old: load it again. What you typed is kept.",
  404: "That is not here any more. Nothing was changed.",
  0: "The server did not answer, so nothing is known to be saved. Check your connection, then try again.",
};
const NOT_NOW = "The server cannot save now, and this was not saved. What you typed is still here; try again in a minute.";
const OUR_FAULT = "Something broke on our side and this was not saved. What you typed is still here; try again.";

const quiet = (event) => Boolean(event.detail?.ctx?.sourceElement?.closest?.("[data-quiet]"));
const messages = () => document.getElementById("messages");
const newest = new WeakMap(); // what asks anew (hx-sync) ends its older question: htmx itself forgets the second of three
const outdated = (ctx) => newest.has(ctx?.sourceElement) && newest.get(ctx.sourceElement) !== ctx;
const renew = (el, ctx) => el.matches("[hx-sync$=replace]") && (newest.get(el)?.request.abort(), newest.set(el, ctx));

function say(text) {
  const line = document.createElement("p");
  line.className = "error";
  line.textContent = text;
  messages().replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:before:request", (event) => quiet(event) || messages()?.replaceChildren());
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => renew(ctx.sourceElement, ctx));

document.addEventListener("htmx:response:error", (event) => {
  if (quiet(event)) return;
  const status = event.detail.ctx.response.status;
  if (status === 503) say(NOT_NOW);
  else if (status >= 500) say(OUR_FAULT);
  else if (SAID[status]) say(SAID[status]);
});

document.addEventListener("htmx:error", (event) => quiet(event) || outdated(event.detail?.ctx) || say(SAID[0]));

document.addEventListener("htmx:after:swap", (event) => {
  if (quiet(event) || (document.activeElement && document.activeElement !== document.body)) return;
  const { target } = event.detail.ctx;
  const part = target?.isConnected ? target : document.getElementById("main"); // an outerHTML swap leaves its target behind
  const place = part?.querySelector("[aria-invalid=true], [data-focus]") ?? part;
  if (!place) return;
  if (!place.matches("a, button, input, select, textarea, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: place === part });
});

// On a phone the rail is a line that scrolls: it shows where one is.
const here = document.querySelector(".rail li [aria-current]");
const places = here?.closest("ol");
if (places && places.scrollWidth > places.clientWidth) places.scrollLeft = here.offsetLeft - places.clientWidth / 2;

// A whole page that says what is wrong with a form begins there.
document.querySelector("#main [aria-invalid=true]")?.focus();

// An installed app needs it, and a page without a connection then says so (web_app.py).
if (window.isSecureContext) navigator.serviceWorker?.register("/service-worker.js").catch(() => {});

// A link to a folded form (#move) unfolds it and begins in its first field.
function unfold() {
  const el = document.getElementById(location.hash.slice(1));
  if (!el?.matches("details")) return;
  el.open = true;
  el.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}
addEventListener("hashchange", unfold);
unfold();

// What was seen last in this tab, for the palette: pages of one thing, whose address ends in its number, and not those
// that one passes on the way to something else.
const person = document.getElementById("palette")?.dataset.person;
const title = document.querySelector("main h1:not([data-passing])")?.textContent.trim();
if (person && title && /\/\d+\/$/.test(location.pathname)) {
  const others = JSON.parse(sessionStorage.getItem(`recent ${person}`) ?? "[]").filter(({ url }) => url !== location.pathname);
  sessionStorage.setItem(`recent ${person}`, JSON.stringify([{ url: location.pathname, title }, ...others].slice(0, 8)));
}
