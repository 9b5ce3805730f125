// The dialogs that lie on every page, the palette and “I promise …”. They open at once, by Ctrl-K, a link or the event
// `palette`, so that nothing is lost of what is typed on while the palette's module is loaded.

function unfold(id) {
  const dialog = document.querySelector("dialog[open]") ? null : document.getElementById(id);
  dialog?.showModal();
  dialog?.querySelector("input:not([type=hidden])").focus();
  return dialog;
}

function palette() {
  const dialog = unfold("palette");
  if (!dialog) return;
  const [form, loading] = [dialog.querySelector("form"), new AbortController()];
  let entered = false; // before the module was there, which then does what was meant
  form.addEventListener("submit", (early) => { early.preventDefault(); entered = true; }, { signal: loading.signal });
  import(dialog.dataset.module)
    .then((loaded) => loaded.begin(entered), () => entered && form.submit()) // without it the form searches all the same
    .finally(() => loading.abort());
}

document.addEventListener("palette", palette);

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key !== "k") return;
  if (!document.getElementById("palette")) return;
  event.preventDefault();
  palette();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-opens-palette], [data-opens-promise]");
  const id = link?.matches("[data-opens-palette]") ? "palette" : "promise";
  if (!link || event.ctrlKey || event.metaKey || !document.getElementById(id)) return;
  event.preventDefault();
  if (id === "palette") palette();
  else unfold(id);
});
