// The menu of canned replies: "/" and a name in a line of its own opens it below the box; arrows choose, Enter inserts.
// Read by composer.js when the first slash is typed. The server fills the words in; nothing is sent by it.

const START = /(^|\n)\/([^\n/]{0,80})$/; // what stands before the caret
let menu = null;
let asked = "";

const typed = (box) => START.exec(box.value.slice(0, box.selectionStart));
const options = () => [...(menu?.querySelectorAll("[role=option]") ?? [])];
const chosen = () => options().find((one) => one.ariaSelected === "true");

function close(box) {
  menu?.remove();
  menu = null;
  box.removeAttribute("aria-activedescendant");
  box.removeAttribute("aria-controls");
}

function choose(box, one) {
  for (const other of options()) other.ariaSelected = String(other === one);
  if (!one) return;
  box.setAttribute("aria-activedescendant", one.id);
  one.scrollIntoView({ block: "nearest" });
}

export function insert(box, one) {
  const found = typed(box);
  if (!found) return;
  const from = found.index + found[1].length;
  box.setRangeText(one.dataset.text, from, box.selectionStart, "end");
  close(box);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

export async function show(box) {
  const found = typed(box);
  if (!found) return close(box);
  asked = found[2];
  const answer = await fetch(`${box.form.dataset.canned}?q=${encodeURIComponent(asked)}`);
  if (!answer.ok || typed(box)?.[2] !== asked) return;
  const parts = new DOMParser().parseFromString(await answer.text(), "text/html").body.children;
  if (!menu) {
    menu = Object.assign(document.createElement("ul"), { id: "canned-menu", className: "canned", role: "listbox" });
    menu.ariaLabel = box.form.dataset.cannedLabel;
    menu.addEventListener("mousedown", (event) => {
      const one = event.target.closest("[role=option]");
      event.preventDefault();
      if (one) insert(box, one);
    });
    box.after(menu);
    box.setAttribute("aria-controls", menu.id);
  }
  menu.replaceChildren(...parts);
  choose(box, options()[0]);
}

export function press(box, event) {
  if (!menu) return;
  const all = options(), at = all.indexOf(chosen());
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) choose(box, all[(at + step + all.length) % all.length]);
  else if (["Enter", "Tab"].includes(event.key) && chosen() && !event.ctrlKey) insert(box, chosen());
  else if (event.key === "Escape") close(box);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
