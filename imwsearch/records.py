"""Frozen records, without what the standard library's cost to import.

``dataclasses`` and ``typing.NamedTuple`` take longer to import than a search takes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

    _Record = TypeVar("_Record", bound="Record")
else:

    def dataclass_transform(**_options: object) -> object:
        """Tells a type checker what a record's constructor takes; here it does nothing."""
        return lambda decorated: decorated


@dataclass_transform(frozen_default=True)
class Record:
    """A frozen record of the fields that its class annotates; a value in the class is a default.

    Two records are equal where their classes and all their fields are.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    _names: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        cls.__match_args__ += tuple(vars(cls).get("__annotations__", ()))  # type: ignore[misc]  # made by dataclasses
        cls._names = frozenset(cls.__match_args__)

    def __init__(self, *args: Any, **named: Any) -> None:
        fields = self.__match_args__
        given = self.__dict__
        given.update(zip(fields, args))  # noqa: B905 - the rest is named or has defaults
        if named or len(args) != len(fields):
            given.update(named)
            if len(args) + len(named) != len(fields) or given.keys() != self._names:
                self._complete(len(args), named)

    def _complete(self, placed: int, named: dict[str, Any]) -> None:
        """Fill in the defaults, or tell what is wrong.

        Raises:
            TypeError: a field is missing, given twice, or none of the class.
        """
        fields = self.__match_args__
        unknown = named.keys() - set(fields[placed:])
        if unknown or placed > len(fields):
            raise TypeError(f"{type(self).__name__} takes {fields}, not also {sorted(unknown)}")
        for name in fields:
            if name not in self.__dict__:
                try:
                    self.__dict__[name] = getattr(type(self), name)
                except AttributeError:
                    raise TypeError(f"{type(self).__name__} needs {name}") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def _content(self) -> tuple[object, ...]:
        """What is compared: the values of the fields, in order."""
        return tuple(map(self.__dict__.__getitem__, self.__match_args__))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (
            (type(self), self._content()) == (type(other), other._content())
        )

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._content()))})"

    def changed(self, **fields: Any) -> Self:
        """The same record with other values in some fields."""
        return type(self)(**self.__dict__ | fields)


def as_dict(record: Record) -> dict[str, Any]:
    """The fields of a record and of the records in it, by name; tuples stay tuples."""
    return {name: _plain(value) for name, value in record.__dict__.items()}


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return as_dict(value)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return value
