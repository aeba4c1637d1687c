"""The expressions in processes and tables: comparisons and arithmetic over a case's answers,
nothing that could reach the machine.

They are worked out by `simpleeval`, so an uploaded file can hold no program. FEEL's unary tests
(OMG DMN 1.3, chapter 9) are read for tables.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from keyword import iskeyword
from typing import Any

from simpleeval import DEFAULT_OPERATORS, EvalWithCompoundTypes, InvalidExpression

from .errors import Stuck

Value = str | Decimal | int | bool | None
CONSTANTS = {"true": True, "false": False, "null": None}


WORDS = frozenset(
    {"and", "or", "not", "in", "is", "if", "else", "None", "True", "False"}
)  # that expressions are made of
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "sum": sum,
    "len": len,
    "round": round,
    "abs": abs,
}


def exact(value: Any) -> Any:
    """A value without binary fractions, in lists and dicts too: 0.1 is a tenth, and 33.4 + 33.3 +
    33.3 is 100.
    """
    match value:
        case float():
            return Decimal(str(value))
        case list() | tuple():
            return [exact(v) for v in value]
        case dict():
            return {k: exact(v) for k, v in value.items()}
    return value


def plain(value: Any) -> Any:
    """A value as JSON can hold it without losing a digit: a decimal as its digits."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"
        case list() | tuple():
            return [plain(v) for v in value]
        case dict():
            return {k: plain(v) for k, v in value.items()}
    return value


def _divided(a: Any, b: Any) -> Any:
    return Decimal(a) / Decimal(b)


OPERATORS = {**DEFAULT_OPERATORS, ast.Div: _divided}


def reserved(name: str) -> bool:
    """Whether expressions give the word a meaning of their own, so that no answer can bear it."""
    return iskeyword(name) or name in CONSTANTS or name in FUNCTIONS or name in ("workdays", "days")


def cleaned(text: str) -> str:
    """An expression as modellers of other makes write it, `${a > 1}` or `= a > 1`, without the
    wrapping.
    """
    text = text.strip()
    if text.startswith("${") and text.endswith("}"):
        text = text[2:-1].strip()
    elif text.startswith("=") and not text.startswith("=="):
        text = text[1:].strip()
    return text


@lru_cache(maxsize=4096)
def parsed(text: str) -> ast.Expr:
    """The tree of an expression. SyntaxError: it is none, or it reaches into things with a dot."""
    source = cleaned(text)
    try:
        node = ast.parse(source, mode="eval")
    except SyntaxError as error:
        words = [
            w
            for w in re.findall(r"[A-Za-z_]\w*", re.sub(r'"[^"]*"|\'[^\']*\'', "", source))
            if iskeyword(w) and w not in WORDS
        ]
        if words:
            raise SyntaxError(
                f"{source!r} uses the reserved word {words[0]!r}; give that answer another name,"
                f" like {words[0]}_"
            ) from error
        raise
    for n in ast.walk(node):
        if isinstance(n, ast.Constant) and isinstance(n.value, float):
            n.value = Decimal(ast.get_source_segment(source, n) or str(n.value))  # type: ignore[assignment]
    if any(isinstance(n, ast.Attribute | ast.Lambda | ast.NamedExpr) for n in ast.walk(node)):
        raise SyntaxError(f"{text!r} does what expressions may not")
    return ast.Expr(node.body)


def names_in(text: str) -> set[str]:
    """The answers that an expression looks at."""
    called = {
        n.func.id
        for n in ast.walk(parsed(text))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    return (
        {n.id for n in ast.walk(parsed(text)) if isinstance(n, ast.Name)} - called - set(CONSTANTS)
    )


def constants_in(text: str) -> set[Value]:
    """The values that an expression compares with: where decisions turn."""
    return {
        n.value
        for n in ast.walk(parsed(text))
        if isinstance(n, ast.Constant) and isinstance(n.value, (str, int, Decimal, bool))
    }


def added(text: str) -> tuple[str, ...]:
    """The answers that an expression adds up, `a + b + c`; nothing where it does anything else."""

    def terms(node: ast.expr) -> tuple[str, ...] | None:
        match node:
            case ast.Name(id=name):
                return (name,)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                first, second = terms(left), terms(right)
                return None if first is None or second is None else first + second
        return None

    return terms(parsed(text).value) or ()


def work_out(
    text: str, data: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]] | None = None
) -> Any:
    """The value of an expression over a case's answers.

    Stuck: an answer is missing, or the expression does what is not allowed.
    """
    try:
        held = EvalWithCompoundTypes(
            OPERATORS, {**FUNCTIONS, **(functions or {})}, {**CONSTANTS, **exact(dict(data))}
        )
        return exact(held.eval(cleaned(text), previously_parsed=parsed(text)))
    except (
        InvalidExpression,
        SyntaxError,
        TypeError,
        ValueError,
        ArithmeticError,
        KeyError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as error:
        raise Stuck(f"{cleaned(text)!r} cannot be worked out: {error}") from error


def after(first: date, span: str) -> date:
    """A day some ISO 8601 days or weeks later, like P30D."""
    found = re.fullmatch(r"P(\d{1,4})([DW])", span.strip().upper())
    if not found:
        raise Stuck(f"{span!r} is no span like P30D or P2W; for working days write workdays(10).")
    return first + timedelta(days=int(found[1]) * (7 if found[2] == "W" else 1))


# --- cells of decision tables ---------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A unary test: alternatives of ('=', v), ('<', v), ('between', low, high, low included, high
    included). None of them: any value.
    """

    tests: tuple[tuple[Any, ...], ...] = ()
    negated: bool = False

    def holds(self, value: Value) -> bool:
        value = exact(value)
        if not self.tests:
            return True
        return any(_test(t, value) for t in self.tests) != self.negated

    def __str__(self) -> str:
        if not self.tests:
            return "–"
        shown = ", ".join(
            (
                f"{'[' if t[3] else '('}{t[1]}..{t[2]}{']' if t[4] else ')'}"
                if t[0] == "between"
                else (
                    str(t[1]).lower()
                    if isinstance(t[1], bool)
                    else str(t[1])
                    if t[0] == "="
                    else f"{t[0]} {t[1]}"
                )
            )
            for t in self.tests
        )
        return f"not({shown})" if self.negated else shown

    @property
    def points(self) -> set[Value]:
        return {x for t in self.tests for x in (t[1:3] if t[0] == "between" else t[1:2])}


def _test(test: tuple[Any, ...], value: Value) -> bool:
    kind, bound = test[0], test[1]
    if kind == "=":
        return value == bound and isinstance(value, bool) == isinstance(bound, bool)
    if not isinstance(value, (int, Decimal)) or isinstance(value, bool):
        return False
    match kind:
        case "<":
            return bool(value < bound)
        case "<=":
            return bool(value <= bound)
        case ">":
            return bool(value > bound)
        case ">=":
            return bool(value >= bound)
    _, low, high, low_in, high_in = test
    return bool(
        (low <= value if low_in else low < value) and (value <= high if high_in else value < high)
    )


_PART = re.compile(r'"[^"]*"|[\[\](][^,"\[\]()]*\.\.[^,"\[\]()]*[\[\])]|[^,"]+')
_INTERVAL = re.compile(r"([\[\](])\s*(-?[\d.]+?)\s*\.\.\s*(-?\d+(?:\.\d+)?)\s*([\[\])])")
_COMPARE = re.compile(r"(<=|>=|<|>|=)\s*(.+)")


def cell(text: str | None) -> Cell:
    """A unary test of a table's column. ValueError: it is none."""
    text = (text or "").strip()
    if text in ("", "-"):
        return Cell()
    if (inner := re.fullmatch(r"not\s*\((.*)\)", text, re.S)) is not None:
        return Cell(cell(inner[1]).tests, True)
    parts = [p.strip() for p in _PART.findall(text) if p.strip()]
    if not parts or re.sub(r"[\s,]", "", text) != re.sub(r"[\s,]", "", "".join(parts)):
        raise ValueError(f'{text!r} is no test like < 10, [1..5), "a", "b" or true')
    return Cell(tuple(_one(p) for p in parts))


def _one(part: str) -> tuple[Any, ...]:
    if (span := _INTERVAL.fullmatch(part)) is not None:
        low, high = number(span[2]), number(span[3])
        if low > high:
            raise ValueError(f"{part!r} is empty: its lower end lies above its upper")
        return ("between", low, high, span[1] == "[", span[4] == "]")
    if (compared := _COMPARE.fullmatch(part)) is not None:
        value = literal(compared[2])
        if compared[1] != "=" and (
            not isinstance(value, (int, Decimal)) or isinstance(value, bool)
        ):
            raise ValueError(f"{part!r} compares what is no number")
        return (compared[1], value)
    return ("=", literal(part))


def literal(text: str) -> Value:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if text.lower() in CONSTANTS:
        return CONSTANTS[text.lower()]
    return number(text)


def number(text: str) -> Decimal | int:
    try:
        return int(text)
    except ValueError:
        try:
            value = Decimal(text)
            if not value.is_finite():
                raise ValueError(text)
            return value
        except (ValueError, ArithmeticError):
            raise ValueError(
                f"{text!r} is neither a number, nor true or false, nor a text in double quotes"
            ) from None
