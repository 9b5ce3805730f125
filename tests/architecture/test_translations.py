"""Every text that a person reads can be said in every language of the program, and the catalogs have just these."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.translations import catalogs, extracting, places
from tests.translations.extracting import Text

TRANSLATED = re.compile(
    r"\{% (?:comment|blocktranslate)\b.*?\{% end(?:comment|blocktranslate) %\}|\{[%{#].*?[%}#]\}", re.DOTALL
)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"title", "aria-label", "placeholder", "alt", "label", "hx-confirm"}
NAMES = {"Steadfast", "CSV", "JSON"}  # the same in every language
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
FILES = places.catalogs()


class Plain(HTMLParser):
    """Collects what a template says by itself: text between its tags, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within not in {"script", "style"}:
            self.said.append(data)


def untranslated(template: str) -> list[str]:
    """Return the words of a template that stand outside its tags of translation."""
    parser = Plain()
    parser.feed(TRANSLATED.sub(lambda found: "\n" * found[0].count("\n") or "", template))
    said = (" ".join(text.split()) for text in parser.said)
    return [text for text in said if set(WORD.findall(text)) - NAMES]


def test_the_rule_sees_what_nobody_can_translate() -> None:
    assert untranslated('<p title="Away">{{ name }} is {% when at %}</p>') == ["Away", "is"]
    assert untranslated('<p aria-label="{% translate "Away" %}">{% translate "Away" %} {{ name }}, P1</p>') == []
    assert untranslated("{% blocktranslate trimmed %}<b>{{ n }}</b> hours{% endblocktranslate %}") == []


def test_templates_say_nothing_that_cannot_be_translated() -> None:
    found = {name: untranslated(file.read_text()) for name, file in places.files("*.html")}
    assert len(found) > 40
    assert {name: said for name, said in found.items() if said} == {}


@pytest.fixture(scope="module")
def texts() -> dict[str, set[Text]]:
    return {folder: set(said) for folder, said in extracting.by_catalog().items()}


@pytest.fixture(scope="module", params=FILES, ids=lambda file: f"{places.folder_of(file)} {file.parts[-3]}")
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return catalogs.read(request.param)


def test_there_is_a_catalog_for_every_text_in_every_language(texts: dict[str, set[Text]]) -> None:
    languages = {file.parts[-3] for file in FILES}
    assert len(texts[places.MAIN]) > 1_000
    assert {(folder, code) for folder in texts for code in languages} <= {
        (places.folder_of(file), file.parts[-3]) for file in FILES
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{places.folder_of(file)} {file.parts[-3]}")
def test_a_catalog_has_every_text_and_no_other(file: Path, texts: dict[str, set[Text]]) -> None:
    said, wanted = catalogs.texts_of(catalogs.read(file)), texts.get(places.folder_of(file), set())
    assert sorted(wanted - said) == [], "python -m tests.translations adds them"
    assert sorted(said - wanted) == [], "python -m tests.translations takes them out"


def test_a_catalog_has_words_for_every_text(catalog: Catalog) -> None:
    assert [message.id for message in catalog if message.id and not all(_forms(message.string))] == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


def test_words_keep_the_places_of_their_text(catalog: Catalog) -> None:
    wrong = []
    for message in catalog:
        wanted = [set(PLACE.findall(form)) for form in _forms(message.id)]
        given = [set(PLACE.findall(form)) for form in _forms(message.string)]
        if message.id and any(places_ not in wanted for places_ in given):
            wrong.append(message.id)
    assert wrong == []


def test_what_the_program_reads_is_what_the_catalog_says() -> None:
    assert FILES
    for file in FILES:
        assert file.with_suffix(".mo").read_bytes() == catalogs.compiled(catalogs.read(file)), file


def _forms(of: object) -> tuple[str, ...]:
    return tuple(map(str, of)) if isinstance(of, list | tuple) else (str(of),)
