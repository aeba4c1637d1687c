"""How often the checker is right, by kind of statement: `python -m tools.checker [COUNT] [SEED]`;
the table of docs/checker.md.

Statements are generated over the ledgers of both cities, which are made in a folder of their own.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from scicity.claims import Passage, check_passages, memory_of, read_document
from scicity.claims.known import Memory
from scicity.registry import at
from tests.claims.cities import CITIES, ledger_of
from tests.claims.statements import Said, facts_of, statements

Told = str  # true, accused, unknown


def told(said: Said, memory: Memory, folder: Path) -> Told:
    """What the checker makes of a statement: 'accused' if anything in it is false or imprecise,
    else 'true', else 'unknown'.
    """
    path = folder / "statement.md"
    path.write_text(said.text, "utf-8")
    passages: list[Passage] = list(read_document(path))
    outcomes = {v.outcome for v in check_passages(passages, memory)}
    return (
        "accused"
        if outcomes & {"false", "imprecise"}
        else "true"
        if "true" in outcomes
        else "unknown"
    )


def rates(
    listed: Iterable[Said], memory: Memory, folder: Path
) -> dict[tuple[object, str], Counter[Told]]:
    found: dict[tuple[object, str], Counter[Told]] = defaultdict(Counter)
    for said in listed:
        found[said.truth, said.kind][told(said, memory, folder)] += 1
    return found


def main(count: int = 1000, seed: int = 20231231, show: str = "") -> None:
    whole: dict[tuple[object, str], Counter[Told]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as made:
        for name in CITIES:
            folder = Path(made) / name
            folder.mkdir()
            city, ledger, figures = ledger_of(name, folder)
            with at(city.locale):
                memory = memory_of(ledger, city)
                facts = facts_of(memory, figures)
                for said in statements(facts, count, seed):
                    got = told(said, memory, folder)
                    whole[said.truth, said.kind][got] += 1
                    right = {True: "true", False: "accused", None: "unknown"}[said.truth]
                    if show and got != right and (show == "all" or got != "unknown"):
                        print(f"{said.truth} {said.kind} [{got}] {said.text!r}")
    print(
        "| the statement | kind | n | called true | called false or imprecise | unknown"
        " |\n|---|---|---|---|---|---|"
    )
    for (truth, kind), c in whole.items():
        n = sum(c.values())
        word = {True: "true", False: "false", None: "not in the ledger"}[truth]  # type: ignore[index]
        print(
            f"| {word} | {kind} | {n} | "
            + " | ".join(f"{100 * c[o] / n:.1f} %" for o in ("true", "accused", "unknown"))
            + " |"
        )


if __name__ == "__main__":
    main(*(int(x) for x in sys.argv[1:3]), show=sys.argv[3] if len(sys.argv) > 3 else "")
