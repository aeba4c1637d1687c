"""A template is Markdown with expressions; reading it gives a report's tree, or every fault that it has.

`{{ ring.person_visits }}` prints a figure; `| over(170)` says it with a qualifier that is checked. Blocks such as
`{{ milestones(laser) }}` stand in a line of their own. Figures, names and dates come from expressions only: a number
typed into the prose, or a superlative outside a quotation, is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scicity.metrics import MetricError

from .bound import Bound
from .errors import FalseReport, Fault, ReportError
from .numerals import superlatives, typed
from .qualifiers import bears
from .tree import Block, Bullets, Heading, Inline, Language, Line, Number, Paragraph, Quote, Text

_MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True)
class Safe:
    """A text that an expression gave: a registered name, a year, a document's title."""

    text: str
    icon: str = ""


Placed = Bound | Safe | Block
RefOf = Callable[[Bound], str]


def read_template(source: str, name: str, language: Language, names: Mapping[str, Any], ref_of: RefOf) -> tuple[Block, ...]:
    """The blocks of a template. Raises FalseReport with all faults, each with its line and sentence."""
    placed: list[Placed] = []

    def place(value: Any) -> Any:
        if isinstance(value, str | int) and not isinstance(value, bool):
            value = Safe(str(value))
        if isinstance(value, Bound | Safe | Block):
            placed.append(value)
            return f"\ue000{len(placed) - 1}\ue001"
        as_safe = getattr(value, "safe", None)
        if isinstance(as_safe, Safe):
            return place(as_safe)
        raise ReportError(f"{value!r} cannot be printed.")

    env = _Sandbox(undefined=StrictUndefined, finalize=place, trim_blocks=True, lstrip_blocks=True)
    env.filters |= FILTERS
    env.globals = dict(names)
    try:
        text = env.from_string(source).render()
    except TemplateError as error:
        line = getattr(error, "lineno", None) or _line_of(error)
        raise FalseReport([Fault(f"{name}:{line}" if line else name, _line(source, line), str(error))]) from error
    except (ReportError, MetricError) as error:
        if isinstance(error, FalseReport):
            raise
        line = _line_of(error)
        raise FalseReport([Fault(f"{name}:{line}" if line else name, _line(source, line), str(error))]) from error
    reader = _Reader(name, source, language, placed, ref_of)
    blocks = reader.blocks(MarkdownIt("commonmark").parse(text))
    if reader.faults:
        raise FalseReport(reader.faults)
    return blocks


def _line_of(error: BaseException) -> int:
    """The template's line in an error that an expression raised."""
    found, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _line(source: str, line: int | None) -> str:
    lines = source.splitlines()
    return lines[line - 1].strip() if line and line <= len(lines) else ""


class _Sandbox(ImmutableSandboxedEnvironment):
    """A figure is printed as a whole: a template cannot take the bare number out of it."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, Bound) and super().is_safe_attribute(obj, attr, value)


class _Reader:
    """Turns Markdown tokens into blocks and gathers faults on the way."""

    def __init__(self, name: str, source: str, language: Language, placed: list[Placed], ref_of: RefOf) -> None:
        self.name, self.source, self.language, self.placed, self.ref_of = name, source, language, placed, ref_of
        self.faults: list[Fault] = []
        self.anchors: dict[str, int] = {}

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        out: list[Block] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "heading_open":
                line = self.line(tokens[at + 1])
                icon = next((p.icon for p in self.values(tokens[at + 1]) if isinstance(p, Safe) and p.icon), "")
                out.append(Heading(int(token.tag[1]), plain(line), self.anchor(plain(line)), icon))
                at += 3
            elif token.type == "bullet_list_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "bullet_list_close" and tokens[i].level == token.level)
                out.append(Bullets(tuple(self.line(t) for t in tokens[at:end] if t.type == "inline")))
                at = end + 1
            elif token.type == "blockquote_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "blockquote_close")
                out += [Paragraph(self.line(t), lead=True) for t in tokens[at:end] if t.type == "inline"]
                at = end + 1
            elif token.type == "paragraph_open":
                out += self.paragraph(tokens[at + 1])
                at += 3
            elif token.type == "hr":
                at += 1
            else:
                self.fault(token.content, f"{token.type} is not for reports: use headings, paragraphs, lists, quotations and expressions")
                at += 1
        return tuple(out)

    def values(self, token: Token) -> list[Placed]:
        return [self.placed[int(m)] for m in _MARK.findall(token.content)]

    def paragraph(self, token: Token) -> list[Block]:
        """Blocks stand alone; anything else is a sentence."""
        found = self.values(token)
        if any(isinstance(p, Block) for p in found):
            if _MARK.sub("", token.content).strip():
                self.fault(self.shown(token.content), "a table, chart or timeline stands in a line of its own")
            return [p for p in found if isinstance(p, Block)]
        return [Paragraph(self.line(token))] if token.content.strip() else []

    def line(self, token: Token) -> Line:
        """The inlines of a sentence, each checked."""
        out: list[Inline] = []
        sentence = self.shown(token.content)
        text = token.content.replace("\n", "" if self.language == "zh" else " ")
        for i, part in enumerate(_MARK.split(text)):
            if i % 2 == 0:
                if part:
                    self.check_prose(part, sentence)
                    out.append(Text(part))
                continue
            value = self.placed[int(part)]
            if isinstance(value, Safe):
                out.append(Text(value.text))
            elif isinstance(value, Bound):
                out.append(self.bound(value, sentence))
            else:
                self.fault(sentence, "a table, chart or timeline stands in a line of its own")
        return merged(out)

    def bound(self, value: Bound, sentence: str) -> Inline:
        words = value.words(self.language)
        if value.refusal:
            self.fault(sentence, value.refusal)
        if value.quoted:
            return Quote(f"“{words}”", self.ref_of(value))
        if getattr(value.of, "claim", False):
            self.fault(sentence, f"{value.key} is a claim without evidence: write {value.key} | quote")
        if value.interval is not None and value.said is not None and value.style not in ("change", "times") \
                and not bears(value.interval, value.said, value.stated):
            stated = replace(value, said=value.stated, style="").words(self.language) if value.stated else str(value.interval.low)
            self.fault(sentence, f"“{words}” is not borne by {value.key}, which is {stated}")
        return Number(words, self.ref_of(value))

    def check_prose(self, text: str, sentence: str) -> None:
        for found in typed(text):
            self.fault(sentence, f"{found!r} is typed by hand: bind it to a figure, or to a name or a year of the registry")
        for found in superlatives(text):
            self.fault(sentence, f"{found!r} claims a rank without evidence: quote it with its source, or compute it with most(…)")

    def shown(self, text: str) -> str:
        """A sentence as the reader would see it, for a message."""
        def words(m: re.Match[str]) -> str:
            p = self.placed[int(m.group(1))]
            return p.words(self.language) if isinstance(p, Bound) else p.text if isinstance(p, Safe) else "[…]"
        return _MARK.sub(words, text).strip()

    def fault(self, sentence: str, rule: str) -> None:
        self.faults.append(Fault(self.name, sentence, rule))

    def anchor(self, text: str) -> str:
        base = re.sub(r"\W+", "-", text.lower()).strip("-") or "section"
        n = self.anchors[base] = self.anchors.get(base, 0) + 1
        return base if n == 1 else f"{base}-{n}"


def merged(line: list[Inline]) -> Line:
    """Neighbouring texts as one."""
    out: list[Inline] = []
    for part in line:
        if isinstance(part, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + part.text)
        else:
            out.append(part)
    return tuple(out)


def plain(line: Line) -> str:
    return "".join(p.text for p in line)


def _qualify(qualifier: Any, style: str = "") -> Callable[..., Bound]:
    def said(value: Bound, bound: float | str | None = None, digits: int = 2) -> Bound:
        return _need(value).put(qualifier, bound, digits=digits, style=style)
    return said


def _need(value: Any) -> Bound:
    if not isinstance(value, Bound):
        raise ReportError(f"{value!r} is not a figure: a qualifier follows a figure, as in {{{{ ring.cns_papers | over(170) }}}}.")
    return value


def _between(value: Bound, low: float | str | None = None, high: float | str | None = None) -> Bound:
    return _need(value).put("range", low, high)


FILTERS: dict[str, Callable[..., Any]] = {
    "over": _qualify("over"), "超": _qualify("over", "超"), "余": _qualify("over", "余"),
    "nearly": _qualify("nearly"), "近": _qualify("nearly"), "about": _qualify("about"), "约": _qualify("about"),
    "at_least": _qualify("at_least"), "以上": _qualify("at_least"), "under": _qualify("under"), "不到": _qualify("under"),
    "at_most": _qualify("at_most"), "不超过": _qualify("at_most"), "between": _between, "介于": _between,
    "exactly": _qualify("exact"), "恰": _qualify("exact"),
    "plain": lambda value: replace(_need(value), bare=True), "无单位": lambda value: replace(_need(value), bare=True),
    "or_uncovered": lambda value: replace(_need(value), admitted=True), "或未覆盖": lambda value: replace(_need(value), admitted=True),
    "quote": lambda value: replace(_need(value), quoted=True), "引述": lambda value: replace(_need(value), quoted=True),
}
