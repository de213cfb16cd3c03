"""What options and arguments take: numbers, names of a list; each says plainly what is none."""

import re
from collections.abc import Iterable
from typing import Any

import click

from imwsearch.messages import _
from imwsearch.query.names import did_you_mean


class UnfitValue(click.BadParameter):
    """A value that cannot be meant.

    Args:
        message: why, one line.
        hint: what to give instead.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Count(click.types.IntParamType):
    """A whole number from 1 on."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        if re.fullmatch(r"0*[1-9]\d{0,999}", str(value).strip(), re.ASCII):
            return int(value)
        raise UnfitValue(_("{value} is no whole number from 1 on").format(value=value or '""'))


class Seconds(click.types.FloatParamType):
    """A time from 0 on, less than two days."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number of seconds."""
        if re.fullmatch(r"\d{1,5}(?:\.\d{1,9})?", str(value).strip(), re.ASCII):
            return float(value)
        message = _("{value} is no number of seconds, such as 0.5")
        raise UnfitValue(message.format(value=value or '""'))


class OneOf(click.Choice[str]):
    """One of several names, in capitals too."""

    def __init__(self, choices: Iterable[str]) -> None:
        super().__init__(choices, case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            hint = _("one of {names}").format(names=", ".join(self.choices))
            message = _("{value} is none of its values").format(value=value)
            raise UnfitValue(message, did_you_mean(str(value), self.choices, hint)) from None


class FieldName(OneOf):
    """One of several fields, by its English or its Dutch name."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The English name."""
        from imwsearch.query.fields import english_name

        return super().convert(english_name(value), param, ctx)
