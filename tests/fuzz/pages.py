"""What a page lets its reader send: its forms with the fields of each, and its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class Field:
    name: str
    kind: str
    shown: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)


class Reader(HTMLParser):
    """Collects the forms of a page; a button that posts by itself (hx-post) is a form without fields."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.form: Form | None = None
        self.by_id: dict[str, Form] = {}
        self.choosing: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href", "").startswith(("/", "?")):
            self.links.append(urljoin(self.address, said["href"]).partition("#")[0])
        self._form(tag, said)
        self._field(tag, said)
        if "hx-post" in said and tag != "form":
            self.forms.append(Form(urljoin(self.address, said["hx-post"]), "POST"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag == "select":
            self.choosing = None

    def _form(self, tag: str, said: dict[str, str]) -> None:
        if tag != "form":
            return
        action = said.get("action") or said.get("hx-post") or said.get("hx-get") or self.address
        method = "POST" if "hx-post" in said else said.get("method", "get").upper()
        self.form = self.by_id.setdefault(said.get("id", ""), Form(urljoin(self.address, action), method))
        if not said.get("id"):
            self.by_id.pop("")
        self.forms.append(self.form)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        if tag == "option" and self.choosing is not None:
            self.choosing.choices.append(said.get("value", ""))
        if tag not in {"input", "select", "textarea", "button"} or not said.get("name"):
            return
        form = self.by_id.get(said.get("form", "")) or self.form
        if form is None:
            return
        kind = said.get("type", "text") if tag == "input" else tag
        one = Field(said["name"], kind, said.get("value", ""))
        form.fields.append(one)
        if tag == "select":
            self.choosing = one


def read(html: str, address: str) -> Reader:
    """Return what a page holds."""
    reader = Reader(address)
    reader.feed(html)
    return reader
