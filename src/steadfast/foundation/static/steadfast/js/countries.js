// Countries in the reader's words and order: the server knows them by English names, every browser in its languages.

const names = new Intl.DisplayNames([document.documentElement.lang, "en"], { type: "region", fallback: "none" });

function name() {
  for (const select of document.querySelectorAll("select[data-countries]:not([data-named])")) {
    const [nothing, ...countries] = [...select.options];
    for (const option of countries) option.textContent = names.of(option.value) ?? option.textContent;
    countries.sort((a, b) => a.text.localeCompare(b.text, document.documentElement.lang));
    const chosen = select.value;
    select.replaceChildren(nothing, ...countries);
    select.value = chosen;
    select.dataset.named = "";
  }
}

name();
document.addEventListener("htmx:after:swap", name);
