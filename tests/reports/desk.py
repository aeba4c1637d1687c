"""A desk to try lines of a template at: what each becomes, or why it is not built."""

from __future__ import annotations

from scicity.audit import account_of, audit
from scicity.ledger import Ledger, last_recorded
from scicity.registry import City, at
from scicity.reports import FalseReport, Sentence, Source, gather
from scicity.reports.gather import Definition
from scicity.reports.tree import Language, Report


class Desk:
    """Templates of one city read against its ledger; `year` is the report's."""

    def __init__(self, ledger: Ledger, city: City, year: int) -> None:
        self.city, self.year = city, year
        with at(city.locale):
            self.source = Source(
                ledger, city, last_recorded(ledger), audit(account_of(ledger, city))
            )

    def report(self, text: str, language: Language = "en") -> Report:
        plain = {"zh": "试", "en": "Trial"}
        definition = Definition(
            "trial",
            self.year,
            plain,
            plain,
            {"zh": text, "en": text},
            {},
            {"zh": "甲", "en": "A. Writer"},
        )
        with at(self.city.locale):
            return gather(self.source, definition, language)

    def sentences(self, text: str, language: Language = "en") -> list[Sentence]:
        return [s for s in self.report(text, language).sentences if s.kind != "title"]

    def faults(self, text: str, language: Language = "en") -> list[str]:
        """The rules that a line breaks; none where it builds."""
        try:
            self.report(text, language)
        except FalseReport as false:
            return [f.rule for f in false.faults]
        return []
