// Choosing rows of a list: a click with Shift takes all rows between, x the row that has the focus, the box in the head
// all of the page. [data-chosen] says how many; without scripts the boxes and the button work as they are.

let last = null;
const boxes = () => [...document.querySelectorAll(".pick input[type=checkbox]")];

function tell() {
  const all = boxes(), chosen = all.filter((box) => box.checked).length;
  for (const el of document.querySelectorAll("[data-chosen]")) el.textContent = chosen;
  const head = document.querySelector("[data-chooses-all]");
  if (!head) return;
  head.checked = chosen > 0 && chosen === all.length;
  head.indeterminate = chosen > 0 && chosen < all.length;
}

function between(box) {
  const all = boxes(), ends = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (ends[0] >= 0) for (const one of all.slice(ends[0], ends[1] + 1)) one.checked = box.checked;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest(".pick")?.querySelector("input[type=checkbox]");
  if (!box || event.target !== box) return;
  if (event.shiftKey && last) between(box);
  last = box;
  tell();
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-chooses-all]")) for (const box of boxes()) box.checked = target.checked;
  tell();
});

document.addEventListener("keydown", (event) => {
  const plain = !(event.ctrlKey || event.metaKey || event.altKey) && event.key === "x";
  if (!plain || document.documentElement.dataset.letters === "off" || document.querySelector("dialog[open]")) return;
  const box = event.target.closest?.("li")?.querySelector(".pick input");
  if (!box || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  box.checked = !box.checked;
  last = box;
  tell();
});

document.addEventListener("htmx:after:swap", tell);
tell();
