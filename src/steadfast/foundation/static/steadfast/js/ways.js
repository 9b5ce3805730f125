// What the palette knows without asking: what was seen last in this tab, what this page can do (every labelled
// data-key), the places of the rail, and the line “I promise …”, which comes first while nothing is typed, so that
// Ctrl-K and Enter open it.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const named = (el) => [...el.childNodes].filter((node) => node.nodeName !== "KBD" && node.nodeName !== "SMALL")
  .map((node) => node.textContent).join(" ").trim() || el.getAttribute("aria-label") || el.labels?.[0]?.textContent || "";
const shown = (selector) => [...document.querySelectorAll(selector)].filter((el) => el.checkVisibility() && named(el));

export function ways(text, words, promise) {
  const said = plain(text);
  const [begin, word] = [words.promise.replace(/[\s….]+$/, ""), plain(words.promise).replace(/\W+$/, "")];
  const english = text.replace(/^\s*(i\s+)?promise\b\s*/i, "");
  const rest = said.trimStart().startsWith(`${word} `) ? text.trimStart().slice(begin.length).trimStart() : english;
  const may = document.getElementById("promise");
  const meant = rest === text ? "" : rest;
  const promised = { label: meant ? `${begin} ${meant}` : words.promise, kind: words.do, run: () => promise(meant) };
  const fits = ({ label }) => said.split(/\s+/).every((part) => plain(label).split(/\s+/).some((one) => one.startsWith(part)));
  const press = (el) => (el.matches("input, textarea, select") ? el.focus() : el.click());
  const acts = shown("main [data-key], .rail [data-key]").map((el) => ({ label: named(el), kind: words.do, run: () => press(el) }));
  const places = shown(".rail li a, .rail .end a:not([data-key], [data-opens-promise], [data-opens-palette])").map((el) => ({ label: named(el), kind: words.go, url: el.href }));
  const recent = JSON.parse(sessionStorage.getItem(`recent ${words.person}`) ?? "[]").filter(({ url }) => url !== location.pathname);
  const local = [...recent.map(({ title, url }) => ({ label: title, kind: words.recent, url })), ...acts, ...places].filter(fits);
  const first = may && (!said || rest !== text || word.startsWith(said)) ? [promised] : [];
  const all = said ? [{ label: words.all.replace("…", () => text.trim()), kind: "", isSearch: true }] : [];
  const last = may && !first.length ? [{ label: `${begin} ${text}`, kind: words.do, run: () => promise(text) }] : [];
  return { before: [...first, ...local.slice(0, said ? 5 : 14)], after: [...all, ...last] };
}
