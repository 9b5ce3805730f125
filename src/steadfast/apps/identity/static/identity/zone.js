// Proposes the zone of this device where a form asks for one and nothing is chosen yet.
const here = Intl.DateTimeFormat().resolvedOptions().timeZone

for (const select of document.querySelectorAll("select[data-zone]")) {
  if (!select.value && [...select.options].some((option) => option.value === here)) select.value = here
}
