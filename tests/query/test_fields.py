"""The table of fields."""

import pytest

from imwsearch import document as documents
from imwsearch.query import parse
from imwsearch.query.fields import (
    FIELDS,
    STATUSES,
    Field,
    describe_field,
    field_named,
    fields_by_name,
)


def test_the_statuses_are_those_of_the_documents() -> None:
    """A status that the documents have can be asked for, and no other."""
    assert set(STATUSES) == set(documents.STATUSES)


def test_no_name_means_two_fields() -> None:
    """Each name leads to one field."""
    assert len(fields_by_name()) == sum(1 + len(field.aliases) for field in FIELDS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_each_field_reads_its_example(field: Field) -> None:
    """The example of help and completion is a query, by each of the field's names."""
    readings = {str(parse(f"{name}:{field.example}")) for name in (field.name, *field.aliases)}
    assert len(readings) == 1
    assert describe_field(field)
    assert field_named(field.name) is field


@pytest.mark.parametrize(
    "printed", ["answered privately", "No answer yet", "rechtstreeks beantwoord"]
)
def test_a_status_is_asked_for_as_it_is_printed(printed: str) -> None:
    """What the program calls a status in words is one of its names."""
    assert str(parse(f'status:"{printed}"')) in ("status:private", "status:unanswered")
