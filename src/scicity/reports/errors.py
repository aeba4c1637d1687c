"""Why a report is not built."""

from __future__ import annotations

from dataclasses import dataclass


class ReportError(Exception):
    """Something the author, or whoever installs the program, can mend."""


class FontsMissing(ReportError):
    """Chinese text cannot be set without a Chinese font."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a template: where, the sentence, and what to do."""

    where: str
    sentence: str
    rule: str


class FalseReport(ReportError):
    """The template says what its figures do not bear. Nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        lines = "\n".join(f"  {f.where}: {f.rule}\n    “{f.sentence}”" for f in faults)
        super().__init__(
            f"The report was not built: {len(faults)}"
            f" {'sentence does' if len(faults) == 1 else 'sentences do'} not hold.\n{lines}"
        )
