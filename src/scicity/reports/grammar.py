"""The expressions that a template may hold: a small grammar, read from its syntax tree before
anything is run.

A template asks; it does not make. It may name a subject of the registry, a measure of a subject,
one of the report's own functions and filters, lists of such, conditions and loops over them. A
literal may say *which* (a path, a metric, a period) or be the bound of a qualifier, which is held
against its figure; it may not be printed, added, formatted or assigned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jinja2 import Environment, nodes

from .errors import Fault

LINE = re.compile("\ue002(\\d+)\ue003")
Refuse = Callable[[nodes.Node, str], None]
_NEVER = {
    nodes.Macro: "a macro",
    nodes.CallBlock: "a call block",
    nodes.FilterBlock: "a filter block",
    nodes.AssignBlock: "a captured text",
    nodes.Include: "an included file",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Extends: "another template",
    nodes.Block: "a block",
    nodes.With: "a with block",
    nodes.Scope: "a scope",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.Concat: "joined texts",
    nodes.Add: "arithmetic",
    nodes.Sub: "arithmetic",
    nodes.Mul: "arithmetic",
    nodes.Div: "arithmetic",
    nodes.FloorDiv: "arithmetic",
    nodes.Mod: "arithmetic or a format",
    nodes.Pow: "arithmetic",
    nodes.Neg: "a sign",
    nodes.Pos: "a sign",
    nodes.Getitem: "a part of a value",
    nodes.Slice: "a part of a value",
    nodes.Dict: "a dictionary",
    nodes.TemplateData: "a text",
}


@dataclass(frozen=True)
class Vocabulary:
    """What a template of this report may name: subjects and values, functions, filters that give a
    figure again.
    """

    names: frozenset[str]
    functions: frozenset[str]
    filters: frozenset[str]


def unseen(source: str, name: str) -> list[Fault]:
    """Characters that a reader does not see, or that stand for no letter: nothing may hide in a
    text.
    """
    out = []
    for at, line in enumerate(source.splitlines(), 1):
        odd = sorted(
            {
                c
                for c in line
                if unicodedata.category(c) in ("Cf", "Cc", "Co", "Cs", "Cn") and c != "\t"
            }
        )
        if odd:
            codes = ", ".join(f"U+{ord(c):04X}" for c in odd)
            out.append(
                Fault(
                    f"{name}:{at}", line.strip(), f"{codes} cannot be seen by a reader: take it out"
                )
            )
    return out


def parse(env: Environment, source: str) -> nodes.Template:
    """The syntax tree; each line of text that shows something ends with a mark that holds its
    number.
    """
    tree = env.parse(source)
    for output in tree.find_all(nodes.Output):
        after_value = False
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                node.data = _numbered(node.data, node.lineno, after_value)
            after_value = not isinstance(node, nodes.TemplateData)
    return tree


def _numbered(text: str, first: int, after_value: bool) -> str:
    lines = text.split("\n")
    for i, line in enumerate(lines[:-1]):
        if any(c.isalnum() for c in line) or (i == 0 and after_value):
            lines[i] = f"{line}\ue002{first + i}\ue003"
    return "\n".join(lines)


def faults_of(tree: nodes.Template, source: str, name: str, known: Vocabulary) -> list[Fault]:
    """Every expression that is outside the grammar, with its line and what to write in its
    place.
    """
    lines = source.splitlines()
    found: list[Fault] = []

    def refuse(node: nodes.Node, what: str) -> None:
        line = lines[node.lineno - 1].strip() if node.lineno <= len(lines) else ""
        found.append(
            Fault(
                f"{name}:{node.lineno}",
                line,
                f"{what} is not for a report: a figure, a name or a period comes from an expression"
                " such as {{ subject.measure }}, {{ subject }} or {{ year }}",
            )
        )

    own = frozenset(n.name for n in tree.find_all(nodes.Name) if n.ctx == "store")
    known = Vocabulary(known.names | own, known.functions, known.filters)
    for clash in sorted(own & (known.functions | {"year"})):
        refuse(
            next(n for n in tree.find_all(nodes.Name) if n.name == clash),
            f"another meaning of {clash!r}",
        )
    for statement in tree.body:
        _statement(statement, known, refuse)
    return found


def _statement(node: nodes.Node, known: Vocabulary, refuse: Refuse) -> None:
    if isinstance(node, nodes.Output):
        for x in node.nodes:
            if not isinstance(x, nodes.TemplateData):
                _printed(x, known, refuse)
    elif isinstance(node, nodes.For):
        if node.recursive or not isinstance(node.target, nodes.Name):
            refuse(node, "such a loop")
        _value(node.iter, known, refuse)
        if node.test is not None:
            _value(node.test, known, refuse)
        for inner in (*node.body, *node.else_):
            _statement(inner, known, refuse)
    elif isinstance(node, nodes.If):
        _value(node.test, known, refuse)
        for inner in (*node.body, *node.elif_, *node.else_):
            _statement(inner, known, refuse)
    elif isinstance(node, nodes.Assign):
        if isinstance(node.node, nodes.Const) or not isinstance(node.target, nodes.Name):
            refuse(node, "a literal under a name")
        _value(node.node, known, refuse)
    else:
        refuse(node, _NEVER.get(type(node), type(node).__name__))


def _printed(node: nodes.Node, known: Vocabulary, refuse: Refuse) -> None:
    """What is printed: a value of the account, or one of two of them."""
    if isinstance(node, nodes.Const | nodes.List | nodes.Tuple):
        refuse(node, f"the literal {node.value!r}" if isinstance(node, nodes.Const) else "a list")
    elif isinstance(node, nodes.CondExpr):
        _value(node.test, known, refuse)
        for x in (node.expr1, node.expr2):
            if x is not None:
                _printed(x, known, refuse)
    elif isinstance(node, nodes.Compare | nodes.And | nodes.Or | nodes.Not | nodes.Test):
        refuse(node, "a comparison")
    else:
        _value(node, known, refuse)


def _values(found: Iterable[nodes.Node], known: Vocabulary, refuse: Refuse) -> None:
    for x in found:
        _value(x, known, refuse)


def _value(node: nodes.Node, known: Vocabulary, refuse: Refuse) -> None:
    """A value, wherever it stands: checked down to its leaves."""
    if isinstance(node, nodes.Const):
        return
    if isinstance(node, nodes.Name):
        if node.name not in known.names:
            refuse(
                node,
                f"the name {node.name!r}, which is neither in the registry nor of this template,",
            )
    elif isinstance(node, nodes.Getattr):
        of_call = (
            isinstance(node.node, nodes.Call)
            and isinstance(node.node.node, nodes.Name)
            and node.node.node.name == "subject"
        )
        if not isinstance(node.node, nodes.Name) and not of_call:
            refuse(node, f"{node.attr!r}, a part taken out of a value,")
        _value(node.node, known, refuse)
    elif isinstance(node, nodes.Call):
        _call(node, known, refuse)
    elif isinstance(node, nodes.Filter):
        _filter(node, known, refuse)
    elif isinstance(node, nodes.List | nodes.Tuple):
        _values(node.items, known, refuse)
    elif isinstance(node, nodes.CondExpr):
        _values([y for y in (node.test, node.expr1, node.expr2) if y is not None], known, refuse)
    elif isinstance(node, nodes.Compare):
        _values((node.expr, *(o.expr for o in node.ops)), known, refuse)
    elif isinstance(node, nodes.And | nodes.Or):
        _value(node.left, known, refuse)
        _value(node.right, known, refuse)
    elif isinstance(node, nodes.Not):
        _value(node.node, known, refuse)
    else:
        refuse(node, _NEVER.get(type(node), type(node).__name__))


def _call(node: nodes.Call, known: Vocabulary, refuse: Refuse) -> None:
    if not isinstance(node.node, nodes.Name) or node.node.name not in known.functions:
        what = node.node.name if isinstance(node.node, nodes.Name) else "such a call"
        refuse(node, f"{what}(…), which is none of {', '.join(sorted(known.functions))},")
    if node.dyn_kwargs is not None:
        refuse(node, "**")
    _values(
        (
            *node.args,
            *(k.value for k in node.kwargs),
            *((node.dyn_args,) if node.dyn_args is not None else ()),
        ),
        known,
        refuse,
    )


def _filter(node: nodes.Filter, known: Vocabulary, refuse: Refuse) -> None:
    if node.name not in known.filters:
        return  # Jinja names it
    if node.node is None or isinstance(node.node, nodes.Const):
        refuse(node, "a filter on a literal")
        return
    _value(node.node, known, refuse)
    if any(
        not isinstance(x, nodes.Const) or isinstance(x.value, bool)
        for x in (*node.args, *(k.value for k in node.kwargs))
    ):
        refuse(node, "a bound that is no number")
