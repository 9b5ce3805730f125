"""The form that says what the columns of a file mean: one row for each field of ours, made from the file's profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import zones
from steadfast.apps.imports.forms import column_body
from steadfast.apps.imports.forms.column_words import INSTANTS, MATCHES, OPPOSITE, ROWS, WHY
from steadfast.apps.imports.guessing import dates, headers
from steadfast.apps.imports.guessing.profile import Profile
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.mapping import known
from steadfast.apps.imports.mapping.instants import example, parsed
from steadfast.domain import language

TIMES = ("date", "instant")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of ours on the page: its two inputs, three values of the column that is chosen, and why it was."""

    field: Field
    column: forms.BoundField
    default: forms.BoundField
    samples: list[str]
    why: str
    needed: bool = False


class ColumnsForm(forms.Form):
    """`body` is the mapping so far. What it says that no input here shows stays as it is."""

    name = forms.CharField(label=_("Mapping called"), max_length=64, help_text=_("Keep it for the next export."))
    source = forms.CharField(
        label=_("From which system"),
        max_length=64,
        help_text=_("A short name such as halopsa, the same for all of its exports: rows meet by their key there."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "systems"}),
    )
    zone = forms.ChoiceField(label=_("Time zone of its dates"), help_text=_("Where a date itself does not say."))
    form = forms.ChoiceField(label=_("Dates look like"))
    null = forms.CharField(
        label=_("Written where nothing is known"), max_length=100, required=False, help_text=_("Such as ? or NULL.")
    )

    def __init__(self, *args: Any, fields: tuple[Field, ...], profile: Profile, body: Mapping[str, Any], **more: Any):
        more["initial"] = _initial(fields, body, profile)
        super().__init__(*args, **more)
        self.ours, self.profile, self.body = fields, profile, dict(body)
        self.fields["zone"].choices = [(zone, zone.replace("_", " ")) for zone in zones.places()]  # type: ignore[attr-defined]
        self.fields["form"].choices = _forms(body)  # type: ignore[attr-defined]
        if body.get("kind") == "tickets":
            self.fields["rows"] = forms.ChoiceField(label=_("Each row is"), choices=ROWS)
        else:
            self.fields["match"] = forms.ChoiceField(label=_("A row is one of ours"), choices=MATCHES)
        columns = [("", "–"), *((column.name, column.name) for column in profile.columns)]
        for field in fields:
            self.fields[f"c-{field.name}"] = forms.ChoiceField(label=field.label, choices=columns, required=False)
            self.fields[f"d-{field.name}"] = _default(field)

    def lines(self) -> list[Line]:
        """Return the rows of the page."""
        return [
            Line(
                field,
                self[f"c-{field.name}"],
                self[f"d-{field.name}"],
                self._samples(field),
                self._why(field),
                self._is_needed(field),
            )
            for field in self.ours
        ]

    def _is_needed(self, field: Field) -> bool:
        """Tell whether every row needs a field: a whole ticket its opening, an event when it was written."""
        instant = "at" if str(self["rows"].value() if "rows" in self.fields else "") == "events" else "opened_at"
        return field.needed or ("rows" in self.fields and field.name == instant)

    def may_be_turned(self) -> bool:
        """Tell whether day and month may stand the other way round in every date of the file."""
        times = [self.profile.column(str(self[f"c-{f.name}"].value() or "")) for f in self.ours if f.shape in TIMES]
        form, said = str(self["form"].value()), [column.forms for column in times if column and column.forms]
        return bool(said) and all(form in forms and dates.turned(form) in forms for forms in said)

    def left_out(self) -> list[str]:
        """Return the columns that became nothing here."""
        chosen = {str(self[f"c-{field.name}"].value() or "") for field in self.ours}
        return [column.name for column in self.profile.columns if column.name not in chosen]

    def clean(self) -> dict[str, Any]:
        """Refuse a mapping that leaves out what every row needs."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        instant = "at" if found.get("rows") == "events" else "opened_at"
        if f"c-{instant}" in self.fields and "rows" in self.fields and not found.get(f"c-{instant}"):
            self.add_error(f"c-{instant}", INSTANTS[instant])
        for field in self.ours:
            if field.needed and not found.get(f"c-{field.name}") and not found.get(f"d-{field.name}"):
                self.add_error(
                    f"c-{field.name}", _("Every row needs this: choose its column, or say what it always is.")
                )
        return found

    def mapped(self) -> dict[str, Any]:
        """Return the body of the mapping, as far as it can be read."""
        said = self.cleaned_data
        body = dict(self.body)
        body["name"], body["source"] = said.get("name") or body["name"], said.get("source") or body.get("source", "")
        for name in ("rows", "match"):
            if said.get(name, "key") != "key":
                body[name] = said[name]
            elif name in self.fields:
                body.pop(name, None)
        body["columns"] = {
            f.name: column_body.kept(self.body, f.name, c) for f in self.ours if (c := said.get(f"c-{f.name}"))
        }
        body["columns"] |= self._others("columns")
        body["defaults"] = {f.name: column_body.plain(f, d) for f in self.ours if (d := said.get(f"d-{f.name}"))}
        body["defaults"] |= self._others("defaults")
        body["dates"] = {
            **body.get("dates", {}),
            "formats": column_body.formats(self.body, said),
            "zone": said.get("zone", "UTC"),
        }
        null = (said.get("null") or "").split()
        body["file"] = (
            {**body.get("file", {}), "null": null} if null else column_body.without(body.get("file", {}), "null")
        )
        body["values"] = {name: table for name, table in body.get("values", {}).items() if name in body["columns"]}
        return body

    def _others(self, table: str) -> dict[str, Any]:
        """Return what the mapping says of fields that the page does not show."""
        shown = {field.name for field in self.ours}
        return {name: value for name, value in self.body.get(table, {}).items() if name not in shown}

    def _why(self, field: Field) -> str:
        """Return by what the column of a field was told, or "" where a person chose it."""
        name = str(self[f"c-{field.name}"].value() or "")
        column = self.profile.column(name)
        if column is None:
            return ""
        if (
            name == self.profile.chosen(self.body.get("columns", {}).get(field.name, ""))
            and self.body["name"] in known()
        ):
            return gettext("The mapping “%(name)s” says so.") % {"name": self.body["name"]}
        fit = headers.fits(self.body["kind"], field, column)
        said = str(WHY.get(fit.why, "")) % {"told": fit.told}
        return f"{said} {OPPOSITE}" if fit.opposite else said

    def _samples(self, field: Field) -> list[str]:
        """Return three values of the column that is chosen; of a date also how it is read."""
        column = self.profile.column(str(self[f"c-{field.name}"].value() or ""))
        texts = column.samples if column else []
        if field.shape not in TIMES:
            return texts
        form = "iso" if self.profile.typed else str(self["form"].value())
        return [f"{text} → {_read(text, form, field)}" for text in texts]


def _read(text: str, form: str, field: Field) -> str:
    said = parsed(text.strip(), form)
    if said is None:
        return "?"
    day = language.day_of_year(said)
    return day if field.shape == "date" else f"{day} {said:%H:%M}"


def _initial(fields: tuple[Field, ...], body: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    said = {"name": body.get("name", ""), "source": body.get("source", ""), "rows": body.get("rows", "events")}
    said |= {"zone": body.get("dates", {}).get("zone", "UTC"), "form": body.get("dates", {}).get("formats", ["iso"])[0]}
    said |= {"match": body.get("match", "key"), "null": " ".join(body.get("file", {}).get("null", []))}
    said |= {f"c-{field.name}": profile.chosen(body.get("columns", {}).get(field.name, "")) for field in fields}
    return said | {f"d-{field.name}": body.get("defaults", {}).get(field.name, "") for field in fields}


def _default(field: Field) -> forms.Field:
    if field.choices and field.name != "state":
        return forms.ChoiceField(required=False, choices=[("", "–"), *field.choices])
    attrs = {"autocomplete": "off"}
    return forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs=attrs))


def _forms(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    own = [form for form in body.get("dates", {}).get("formats", []) if form not in dates.FORMS]
    return [(form, example(form)) for form in (*own, *dates.FORMS)]
