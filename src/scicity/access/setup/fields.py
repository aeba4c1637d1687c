"""Fields of what is set up: how each is shown in a form, read from one, and told in words.

One set of readers for pages and the API.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from scicity.platform.editions import Line, Lines
from scicity.platform.errors import Invalid
from scicity.platform.phrases import Both, Phrase, chinese, phrase
from scicity.platform.typed import moment_typed, number_typed
from scicity.registry import here

Sort = Literal["text", "long", "whole", "money", "moment", "flag", "choice", "many", "criteria"]
Options = Callable[[Any], Mapping[str, Any]]
YES_NO = {"1": phrase("common-yes"), "": phrase("common-no")}


def _none(_row: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Field:
    """A field by its name in the model.

    `options` of a row by value; a choice whose options hold `""` may be left open.
    """

    name: str
    label: Phrase
    sort: Sort = "text"
    options: Options = _none
    needed: bool = True
    least: int = 0
    most: int = 10**9
    length: int = 200
    help: Phrase | None = None

    def now(self, row: Any) -> str | tuple[str, ...]:
        """What a form shows of it."""
        if self.sort == "many":
            return tuple(sorted(str(x.pk) for x in getattr(row, self.name).all())) if row.pk else ()
        value = getattr(row, f"{self.name}_id" if hasattr(row, f"{self.name}_id") else self.name)
        match self.sort:
            case "moment":
                return (
                    ""
                    if value is None
                    else f"{value.astimezone(ZoneInfo(zone_of(row))):%Y-%m-%dT%H:%M}"
                )
            case "flag":
                return "1" if value else ""
            case "money":
                return "" if value is None else f"{Decimal(value) / _minor():f}"
            case "criteria":
                return "\n".join(
                    f"{c['id']} | {c['zh']} | {c['en']} | {c['weight']}" for c in value or []
                )
        return "" if value is None else str(value)

    def line(self, row: Any) -> Line:
        return Line(self.label, self.now(row), YES_NO if self.sort == "flag" else self.options(row))

    def read(self, row: Any, given: list[str]) -> Any:
        """The value of what was typed. Raises Invalid that names the field."""
        text = given[0].strip() if given else ""
        if self.sort == "many":
            return self._several(row, given)
        if self.sort == "flag":
            return text not in ("", "0", "false", "False")
        if not text and self.sort != "choice":
            if self.needed:
                raise self.wrong(phrase("access-setup-required"))
            return "" if self.sort in ("text", "long") else None
        match self.sort:
            case "whole":
                number = number_typed(text, self.name)
                if number != number.to_integral_value() or not self.least <= number <= self.most:
                    raise self.wrong(
                        phrase("access-fields-a-whole-number-from-to").fill(
                            a=self.least, b=self.most
                        )
                    )
                return int(number)
            case "money":
                number = number_typed(text, self.name)
                if (
                    not self.least <= number <= self.most
                    or number * _minor() != (number * _minor()).to_integral_value()
                ):
                    raise self.wrong(
                        phrase("access-fields-an-amount-of-at-most-to").fill(b=self.most)
                    )
                return int(number * _minor())
            case "moment":
                return moment_typed(text, zone_of(row), self.name)
            case "choice":
                return self._choice(row, text)
            case "criteria":
                return self._criteria(text)
        if len(text) > self.length:
            raise self.wrong(phrase("common-at-most-characters").fill(n=self.length))
        return text

    def _choice(self, row: Any, text: str) -> Any:
        if text not in self.options(row):
            raise self.wrong(phrase("common-choose-from-the-list"))
        model = _related(row, self.name)
        return text if model is None else model.objects.get(pk=text) if text else None

    def _several(self, row: Any, given: list[str]) -> list[Any]:
        options = self.options(row)
        if any(x not in options for x in given if x):
            raise self.wrong(phrase("common-choose-from-the-list"))
        model = _related(row, self.name)
        assert model is not None
        return list(model.objects.filter(pk__in=[x for x in given if x]))

    def _criteria(self, text: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for number, line in enumerate((x for x in text.splitlines() if x.strip()), 1):
            cells = [c.strip() for c in line.split("|")]
            if (
                len(cells) != 4
                or not all(cells)
                or not cells[0].isidentifier()
                or cells[0] in [c["id"] for c in found]
            ):
                raise self.wrong(
                    phrase("access-fields-line-must-be-id-chinese-english").fill(n=number)
                )
            weight = number_typed(cells[3], self.name)
            if not 0 < weight <= 100:
                raise self.wrong(phrase("access-fields-line-a-weight-is-above-0").fill(n=number))
            found.append(
                {
                    "id": cells[0],
                    "zh": cells[1],
                    "en": cells[2],
                    "weight": int(weight) if weight == int(weight) else float(weight),
                }
            )
        return found

    def wrong(self, said: Phrase) -> Invalid:
        return Invalid(
            phrase("access-fields-please-correct-it", label=Both(self.label.zh, self.label.en)),
            {self.name: said},
        )


def _minor() -> int:
    return here().currency.minor


def _related(row: Any, name: str) -> Any:
    return row._meta.get_field(name).related_model


def zone_of(row: Any) -> str:
    """The zone in which a row's times are typed: its facility's."""
    for way in (
        ("zone",),
        ("facility", "zone"),
        ("cycle", "facility", "zone"),
        ("unit", "facility", "zone"),
        ("call", "facility", "zone"),
    ):
        value = row
        for name in way:
            value = getattr(value, name, None)
        if isinstance(value, str):
            return value
    raise TypeError(f"{row!r} has no zone")


def lines(fields: tuple[Field, ...], row: Any) -> Lines:
    return {f.name: f.line(row) for f in fields}


def same(old: Any, new: Any) -> bool:
    if isinstance(old, datetime) and isinstance(new, datetime):
        return old == new
    return bool(old == new)


def told(value: Any) -> str:
    """A name in the language of the request, for what has one in each."""
    return str(value) if chinese() or not isinstance(value, Phrase) else value.en
