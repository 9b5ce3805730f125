// The ceremony of a passkey, for a form that draws one:
// <form data-passkey="get" data-options='{"publicKey": …}'>    options that the page brought
// <form data-passkey="create" data-options-at="/…/">           options asked for at the press, by POST for "create"
// The device's answer goes into [name=credential] and the form is sent. [data-said] says what went wrong, in the
// words of its own data-refused and data-failed. Where a browser knows no passkeys the form stays hidden, and [data-without-passkeys] shows.

const knows = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials);

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const asks = form.dataset.passkey === "create" ? { method: "POST", body: new FormData(form) } : {};
  const answer = await fetch(form.dataset.optionsAt, { ...asks, headers: { Accept: "application/json" } });
  if (answer.redirected || !answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function ceremony(form) {
  const { publicKey } = await options(form);
  if (form.dataset.passkey === "get") {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
}

async function press(event) {
  const form = event.target;
  event.preventDefault();
  const said = form.querySelector("[data-said]");
  const button = form.querySelector("button");
  said.hidden = true;
  button.disabled = true;
  try {
    form.elements.credential.value = JSON.stringify(await ceremony(form));
    form.submit();
  } catch (error) {
    said.textContent = error.name === "NotAllowedError" ? said.dataset.refused : said.dataset.failed;
    said.hidden = false;
    form.elements.credential.value = "";
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !knows;
  form.addEventListener("submit", press);
}
for (const words of document.querySelectorAll("[data-without-passkeys]")) words.hidden = knows;
