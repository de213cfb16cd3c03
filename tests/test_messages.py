"""What the program says to people stands there in Dutch and in English."""

import io
import re
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from imwsearch import messages

PACKAGE = Path(messages.__file__).parent
CATALOGUE = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "imwsearch"
FIELD = re.compile(r"\{\w+[^}]*\}")


def pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Every text with its translation; of plurals each form."""
    found: list[tuple[str, str]] = []
    for message in catalogue:
        forms = [(message.id, message.string)]
        if not isinstance(message.id, str):
            forms = list(zip(message.id, message.string or ("", ""), strict=True))
        found += [(str(one), str(other or "")) for one, other in forms if one]
    return found


def dutch() -> Catalog:
    with CATALOGUE.with_suffix(".po").open("rb") as stream:
        return read_po(stream, locale="nl")


def in_code(package: Path = PACKAGE) -> set[str]:
    """Every text in the code that is marked as said to people."""
    keywords = DEFAULT_KEYWORDS | {"N_": None}
    found = extract_from_dir(package, method_map=[("**.py", "python")], keywords=keywords)
    texts: set[str] = set()
    for _file, _line, text, *_rest in found:
        texts.update([text] if isinstance(text, str) else text)
    return texts


def test_every_text_has_a_dutch_form() -> None:
    """No text said to people lacks its translation.

    What click says (usage, headings, errors) is said to people too.
    """
    translated = {one for one, _other in pairs(dutch())}
    assert in_code() | in_code(Path(click.__file__).parent) <= translated
    assert [one for one, other in pairs(dutch()) if not other] == []


def test_translations_have_the_same_fields() -> None:
    """A translation fills in what the English text fills in."""
    for one, other in pairs(dutch()):
        assert sorted(FIELD.findall(one)) == sorted(FIELD.findall(other)), one


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    """The file that the program reads is made from the one that people edit (make messages)."""
    stream = io.BytesIO()
    write_mo(stream, dutch())
    compiled = read_mo(io.BytesIO(CATALOGUE.with_suffix(".mo").read_bytes()))
    assert pairs(compiled) == pairs(read_mo(io.BytesIO(stream.getvalue())))


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "dutch"),
        ({"LC_ALL": "nl_NL.UTF-8", "LANG": "en_GB.UTF-8"}, "dutch"),
        ({"LANGUAGE": "fr:nl", "LANG": "fr_BE.UTF-8"}, "dutch"),
        ({"LANG": "fr_BE.UTF-8"}, "english"),
        ({"LC_MESSAGES": "C", "LANG": "nl_BE.UTF-8"}, "english"),
        ({"LANG": ""}, "english"),
    ],
)
def test_the_locale_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], language: str
) -> None:
    """LANGUAGE, LC_ALL, LC_MESSAGES and LANG decide, in this order; English otherwise."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    messages._loaded.clear()
    try:
        assert messages._("question") == {"dutch": "vraag", "english": "question"}[language]
        assert (
            messages.ngettext("{count} document", "{count} documents", 2)
            == {
                "dutch": "{count} documenten",
                "english": "{count} documents",
            }[language]
        )
    finally:
        messages._loaded.clear()
