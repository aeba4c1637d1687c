"""What is wrong with a problem, said by the name of the thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    where: str  # "experiment X12", "unit BL03", …
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.where}: {self.en} / {self.zh}"


class BadProblem(ValueError):
    """A problem that cannot be meant. All faults are told at once; nothing was scheduled."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(f) for f in faults))
