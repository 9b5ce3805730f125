// A composer keeps what is typed: Ctrl-Enter sends, Enter in a field of a folded way presses that way's own button (a
// browser would press Send), and until it has been sent a draft stays in this tab, so that a lost
// connection, an old page or a second writer costs nobody a sentence.
// <form data-draft="T-1042" data-version="17">: its textareas and named text fields are kept. The version tells after a
// plain POST whether it was sent: when it has changed the draft is dropped, else it comes back. A button with
// data-keeps="text" sends without that field, so its draft stays.

const place = (form, name) => `draft ${form.dataset.draft} ${name}`;
const fields = (form) => [...form.elements].filter((el) => el.name && el.matches("textarea, input[type=text]"));

function keep(event) {
  const { form, name, value } = event.target;
  if (!form?.dataset?.draft || !fields(form).includes(event.target)) return;
  const writing = document.querySelector("#here [name=writing]"); // goes with the next question who else is here
  if (writing) writing.value = "1";
  if (value) sessionStorage.setItem(place(form, name), value);
  else sessionStorage.removeItem(place(form, name));
}

function forget(form) {
  const keeps = sessionStorage.getItem(place(form, "/keeps"));
  for (const { name } of fields(form)) if (name !== keeps) sessionStorage.removeItem(place(form, name));
}

function restore() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const sent = sessionStorage.getItem(place(form, "/sent"));
    if (sent !== null && sent !== (form.dataset.version ?? "new")) forget(form);
    sessionStorage.removeItem(place(form, "/sent"));
    for (const field of fields(form)) field.value ||= sessionStorage.getItem(place(form, field.name)) ?? "";
  }
}

document.addEventListener("input", keep);

document.addEventListener("submit", ({ target, submitter }) => {
  if (!target.dataset.draft) return;
  sessionStorage.setItem(place(target, "/sent"), target.dataset.version ?? "");
  sessionStorage.setItem(place(target, "/keeps"), submitter?.dataset.keeps ?? "");
});

document.addEventListener("keydown", (event) => {
  const { form } = event.target;
  if (event.key !== "Enter" || event.isComposing || !form?.dataset?.draft) return;
  const way = event.target.closest("details");
  if (!(event.ctrlKey || event.metaKey) && !(way && event.target.matches("input"))) return;
  event.preventDefault();
  form.requestSubmit(way?.querySelector("button") ?? form.querySelector("button.main"));
});

// "/" in a line of its own: the menu of canned replies, read when it is first wanted.
let canned = null;
document.addEventListener("input", async ({ target }) => {
  const { dataset } = target.form ?? {};
  if (!dataset?.cannedMenu || !target.matches("textarea") || !(canned || target.value.includes("/"))) return;
  canned ??= await import(dataset.cannedMenu);
  canned.show(target);
});
document.addEventListener("keydown", (event) => canned?.press(event.target, event), true);

document.addEventListener("htmx:after:request", ({ detail }) => {
  const form = detail.ctx.sourceElement?.closest?.("form[data-draft]");
  if (form && detail.ctx.response.status < 400) forget(form);
});

document.addEventListener("htmx:after:swap", restore);
restore();
