"""A group of commands each of which is imported when it is called, not when the program starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, override

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class Lazy:
    """Where a command lies, and its line in the list of commands.

    Arguments
        place: `module:name` within this package; the name is of a Typer or of a function
        help: one sentence; the list of commands shows it without importing the module
    """

    place: str
    help: str


def group(table: Mapping[str, Lazy]) -> type[TyperGroup]:
    """A group whose commands are those of the table, in its order.

    Listing and completing names import nothing; calling a command imports its module alone.
    """

    class Group(TyperGroup):
        def __init__(self, **attributes: Any) -> None:
            super().__init__(**attributes)
            for name, lazy in table.items():
                self.add_command(TyperCommand(name, help=lazy.help))

        @override
        def list_commands(self, ctx: Any) -> list[str]:
            return list(table)

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args[0] in table:
                self.add_command(load(args[0], table[args[0]]))
            return super().resolve_command(ctx, args)

    return Group


def load(name: str, lazy: Lazy) -> Any:
    """The command itself, its module imported."""
    module, _, attribute = lazy.place.partition(":")
    found = getattr(import_module(f"{__package__}.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False)
        alone.command(name, short_help=lazy.help)(found)
        return typer.main.get_command(alone)
    found.info.name, found.info.help = name, lazy.help
    return typer.main.get_group(found)
