"""A state machine: what may follow on what, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Refused
from .phrases import Both, Phrase, phrase


@dataclass(frozen=True)
class Machine:
    """A state machine: names of states, and for each verb from which states it leads to which."""

    name: str
    title: Phrase
    states: dict[str, Phrase]
    verbs: dict[str, tuple[tuple[str, ...], str]]

    def move(self, state: str, verb: str) -> str:
        """The state after `verb`. Raises Refused when the verb is not possible from `state`."""
        sources, target = self.verbs[verb]
        if state not in sources:
            raise Refused(
                phrase(
                    "platform-states-the-is-is-not-possible-now",
                    title=Both(self.title.zh, self.title.en),
                    states=Both(self.states[state].zh, self.states[state].en),
                    verb=verb,
                ),
            )
        return target

    def may(self, state: str, verb: str) -> bool:
        return state in self.verbs[verb][0]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [
            (state, state) for state in self.states
        ]  # names are told by `states`, and are no matter of migrations


def diagram(machine: Machine) -> str:
    """The machine as a Mermaid state diagram."""
    first = next(iter(machine.states))
    lines = ["stateDiagram-v2", f"    [*] --> {first}"]
    for verb, (sources, target) in machine.verbs.items():
        lines += [f"    {source} --> {target}: {verb}" for source in sources]
    return "\n".join(lines)
