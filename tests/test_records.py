"""Frozen records."""

import pytest

from imwsearch.records import Record, as_dict


class Point(Record):
    x: int
    y: int = 0


class Line(Record):
    ends: tuple[Point, ...]


def test_equal_fields_make_equal_records() -> None:
    """Two records of one class with the same values are the same, also as keys."""
    assert Point(1) == Point(1, 0) == Point(y=0, x=1)
    assert Point(1) != Point(2)
    assert {Point(1): "a"}[Point(1, 0)] == "a"


def test_a_record_stays_as_it_is() -> None:
    """No field can be set or removed; a changed record is another one."""
    point = Point(1)
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del point.x
    assert point.changed(x=2) == Point(2)
    assert point == Point(1)


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"x": 2}), ((1,), {"z": 2})]
)
def test_wrong_fields_are_refused(given: tuple[int, ...], named: dict[str, int]) -> None:
    """A missing, surplus, double or unknown field is an error."""
    with pytest.raises(TypeError):
        Point(*given, **named)


def test_records_within_records_become_plain() -> None:
    """What is printed as JSON holds no record."""
    assert as_dict(Line((Point(1, 2),))) == {"ends": ({"x": 1, "y": 2},)}
