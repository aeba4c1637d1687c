"""A template is Markdown with expressions; reading it gives a report's blocks and sentences, or
every fault that it has.

`{{ ring.person_visits }}` prints a figure; `| over(170)` says it with a qualifier that is checked.
Blocks such as `{{ milestones(laser) }}` stand in a line of their own. What is printed comes from
expressions of a small grammar (`grammar`); what stands around a figure is held against it
(`judge`); all other words are the editor's, and listed as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scicity.metrics import MetricError
from scicity.registry import City

from .blocks import placed_wrongly, rows_of, subject_shown
from .bound import Bound
from .errors import FalseReport, Fault, ReportError
from .grammar import LINE, Vocabulary, faults_of, parse, unseen
from .judge import Judge, Judged
from .place import Place
from .qualifiers import bears
from .sentences import Piece, Safe, Said, inlines, piece_of, sentences
from .subjects import Subjects
from .tree import (
    Block,
    Bullets,
    Heading,
    Inline,
    Language,
    Number,
    Paragraph,
    Quote,
    Ref,
    Sentence,
    Text,
)
from .words import Finder

if TYPE_CHECKING:
    from .gather import Definition

_MARK = re.compile("\ue000(\\d+)\ue001")
_ANY = re.compile("\ue000(\\d+)\ue001|\ue002(\\d+)\ue003")

Placed = Bound | Safe | Block
RefOf = Callable[[Bound], str]


@dataclass(frozen=True)
class Read:
    """What a template gives: blocks to print, and what stands behind each sentence."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


def read_template(
    definition: Definition,
    language: Language,
    city: City,
    names: Mapping[str, Any],
    ref_of: RefOf,
    ref: Callable[[str], Ref],
) -> Read:
    """Read the template of a language.

    Raises FalseReport with all faults, each with its line and sentence.
    """
    source, name = definition.templates[language], f"{definition.id}/{language}.md"
    if hidden := unseen(source, name):
        raise FalseReport(hidden)
    placed: list[Placed] = []
    text = _run(source, name, names, placed)
    judge = Judge(Subjects(city, Finder(city), language), str(definition.year))
    reader = _Reader(name, source, language, placed, ref_of, ref, judge)
    reader.titles(definition)
    blocks = reader.blocks(MarkdownIt("commonmark").parse(text))
    if reader.faults:
        raise FalseReport(reader.faults)
    return Read(blocks, tuple(reader.said))


def _run(source: str, name: str, names: Mapping[str, Any], placed: list[Placed]) -> str:
    """The template as Markdown, with a mark for each value in `placed` and one for each line."""

    def place(value: Any) -> Any:
        if isinstance(value, Bound | Safe | Block):
            placed.append(value)
            return f"\ue000{len(placed) - 1}\ue001"
        as_safe = getattr(value, "safe", None)
        if isinstance(as_safe, Safe):
            return place(as_safe)
        raise ReportError(
            f"{value!r} cannot be printed: print a figure, a name of the registry, {{{{ year }}}}"
            " or {{ period(…) }}"
        )

    env = _Sandbox(
        undefined=StrictUndefined,
        finalize=place,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters, env.tests, env.globals = dict(FILTERS), {}, dict(names)
    functions = frozenset(n for n, v in names.items() if callable(v))
    known = Vocabulary(frozenset(names) - functions, functions, frozenset(FILTERS))
    try:
        tree = parse(env, source if source.endswith("\n") else source + "\n")
        if faults := faults_of(tree, source, name, known):
            raise FalseReport(faults)
        return env.from_string(tree).render()
    except FalseReport:
        raise
    except (TemplateError, ReportError, MetricError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", None) or _line_of(error)
        raise FalseReport(
            [Fault(f"{name}:{line}" if line else name, _line(source, line), str(error))]
        ) from error


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
        return not isinstance(obj, Bound | Safe) and super().is_safe_attribute(obj, attr, value)


class _Reader:
    """Turns Markdown tokens into blocks, and gathers sentences and faults on the way."""

    def __init__(
        self,
        name: str,
        source: str,
        language: Language,
        placed: list[Placed],
        ref_of: RefOf,
        ref: Callable[[str], Ref],
        judge: Judge,
    ) -> None:
        self.name, self.source, self.language, self.placed, self.ref_of, self.ref, self.judge = (
            name,
            source,
            language,
            placed,
            ref_of,
            ref,
            judge,
        )
        self.faults: list[Fault] = []
        self.said: list[Sentence] = []
        self.anchors: dict[str, int] = {}
        self.place = Place()

    def titles(self, definition: Definition) -> None:
        """The report's title and subtitle are words of the editor too."""
        for text in (definition.title[self.language], definition.subtitle[self.language]):
            said = Said((Piece("prose", text),))
            self.keep(
                said, self.judge.judge(said, self.place), "title", f"{definition.id}/report.yaml"
            )

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        out: list[Block] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "heading_open":
                out.append(self.heading(int(token.tag[1]), tokens[at + 1]))
                at += 3
            elif token.type == "bullet_list_open":
                end = next(
                    i
                    for i in range(at, len(tokens))
                    if tokens[i].type == "bullet_list_close" and tokens[i].level == token.level
                )
                out.append(
                    Bullets(tuple(self.line(t) for t in tokens[at:end] if t.type == "inline"))
                )
                at = end + 1
            elif token.type == "blockquote_open":
                end = next(
                    i
                    for i in range(at, len(tokens))
                    if tokens[i].type == "blockquote_close" and tokens[i].level == token.level
                )
                for t in tokens[at:end]:
                    if t.type == "inline":
                        out.append(Paragraph(self.line(t), lead=True))
                        self.place.lead += " " + self.shown(t.content)
                    elif t.type not in ("blockquote_open", "paragraph_open", "paragraph_close"):
                        self.markup(t)
                at = end + 1
            elif token.type == "paragraph_open":
                out += self.paragraph(tokens[at + 1])
                at += 3
            elif token.type == "hr":
                at += 1
            else:
                self.markup(token)
                at += 1
        return tuple(out)

    def markup(self, token: Token) -> None:
        self.fault(
            self.shown(token.content),
            f"{token.type} is not for reports: use headings, paragraphs, lists, quotations and"
            " expressions",
            token.map[0] + 1 if token.map else 0,
        )

    def heading(self, level: int, token: Token) -> Heading:
        pieces = self.pieces(token)
        said = Said(tuple(pieces))
        self.place.enter(level, said)
        above = replace(
            self.place,
            headings={k: v for k, v in self.place.headings.items() if k < level},
            paragraph="",
            before="",
            named=(),
        )
        self.keep(said, self.judge.judge(said, above), "heading", above=above)
        icon = next(
            (p.value.icon for p in pieces if isinstance(p.value, Safe) and p.value.icon), ""
        )
        text = "".join(p.text for p in pieces)
        return Heading(level, text, self.anchor(text), icon)

    def values(self, token: Token) -> list[Placed]:
        return [self.placed[int(m)] for m in _MARK.findall(token.content)]

    def paragraph(self, token: Token) -> list[Block]:
        """Blocks stand alone; anything else is a sentence."""
        found = self.values(token)
        if any(isinstance(p, Block) for p in found):
            line = next((int(n) for n in LINE.findall(token.content)), 0)
            if _ANY.sub("", token.content).strip() or not all(isinstance(p, Block) for p in found):
                self.fault(
                    self.shown(token.content),
                    "a table, chart or timeline stands in a line of its own",
                    line,
                )
            blocks = [
                subject_shown(p, self.place, self.judge.subjects, self.ref)
                for p in found
                if isinstance(p, Block)
            ]
            for b in blocks:
                if wrong := placed_wrongly(b, self.place, self.judge.subjects):
                    self.fault(getattr(b, "caption", ""), wrong, line)
                self.said += rows_of(b, f"{self.name}:{line}" if line else self.name, self.ref)
            return blocks
        return [Paragraph(self.line(token))] if LINE.sub("", token.content).strip() else []

    def pieces(self, token: Token) -> list[Piece]:
        """What a line is made of; each piece knows the template's line that it is on."""
        out: list[Piece] = []
        text = re.sub(" ?\n ?", "" if self.language == "zh" else " ", token.content)
        open_ = at = 0
        for m in (*_ANY.finditer(text), None):
            if typed := text[at : m.start() if m else len(text)]:
                out.append(Piece("prose", typed))
            if m is None:
                break
            at = m.end()
            if m.group(2):
                out[open_:] = [replace(p, line=int(m.group(2))) for p in out[open_:]]
                open_ = len(out)
                continue
            value = self.placed[int(m.group(1))]
            if isinstance(value, Bound):
                out.append(piece_of(value, self.inline(value)))
            elif isinstance(value, Safe):
                out.append(piece_of(value, Text(value.text)))
            else:
                self.fault(
                    self.shown(token.content),
                    "a table, chart or timeline stands in a line of its own",
                )
        return out

    def line(self, token: Token) -> tuple[Inline, ...]:
        """The inlines of a paragraph, each of its sentences judged in its place."""
        pieces = self.pieces(token)
        found = sentences(pieces)
        names = [self.judge.subjects.paths(s) for s in found]
        for i, s in enumerate(found):
            place = self.place
            place.paragraph = " ".join(x.text for x in (*reversed(found[:i]), *found[i + 1 :]))
            place.before = "".join(x.holed() for x in found[:i])
            place.scrap = next((x.prose for x in found[i + 1 : i + 2] if _scrap(x)), "")
            place.lost = next((x.prose for x in found[i - 1 : i] if i and _scrap(x)), "")
            place.named = next((x for x in reversed(names[:i]) if x), ())
            judged = self.judge.judge(s, place)
            for p in s.figures:
                if isinstance(p.value, Bound):
                    judged = replace(
                        judged, faults=(*judged.faults, *unborne(p.value, self.language))
                    )
            self.keep(s, judged, "sentence")
        self.place.paragraph = self.place.before = self.place.scrap = self.place.lost = ""
        self.place.named = ()
        return inlines(pieces)

    def inline(self, value: Bound) -> Inline:
        words = value.words(self.language)
        return (
            Quote(f"“{words}”", self.ref_of(value))
            if value.quoted
            else Number(words, self.ref_of(value))
        )

    def keep(
        self, said: Said, judged: Judged, kind: Any, where: str = "", above: Place | None = None
    ) -> None:
        line = said.line
        where = where or (f"{self.name}:{line}" if line else self.name)
        for rule in judged.faults:
            self.faults.append(Fault(where, said.text, rule))
        values = [
            v
            for p in said.pieces
            for v in (
                [p.value]
                if isinstance(p.value, Bound)
                else p.value.of
                if isinstance(p.value, Safe)
                else ()
            )
        ]
        refs = tuple(dict.fromkeys(self.ref_of(v) for v in values))
        source = (
            self.ref(refs[0]).where
            if judged.standing == "quoted" and refs
            else "registry"
            if judged.standing == "proven" and not refs
            else ""
        )
        section = self.section(above or self.place)
        self.said.append(
            Sentence(
                said.text,
                judged.standing,
                where,
                kind,
                refs,
                source,
                judged.beyond,
                judged.numbers,
                section,
            )
        )

    def section(self, place: Place) -> str:
        """The heading that a sentence takes its subject from where it names none."""
        heads = list(place.above())
        return next(
            (h.text for h in heads if self.judge.subjects.paths(h)), heads[0].text if heads else ""
        )

    def shown(self, text: str) -> str:
        """A sentence as the reader would see it, for a message."""

        def words(m: re.Match[str]) -> str:
            p = self.placed[int(m.group(1))]
            return (
                p.words(self.language)
                if isinstance(p, Bound)
                else p.text
                if isinstance(p, Safe)
                else "[…]"
            )

        return _MARK.sub(words, LINE.sub("", text)).strip()

    def fault(self, sentence: str, rule: str, line: int = 0) -> None:
        self.faults.append(Fault(f"{self.name}:{line}" if line else self.name, sentence, rule))

    def anchor(self, text: str) -> str:
        base = re.sub(r"\W+", "-", text.lower()).strip("-") or "section"
        n = self.anchors[base] = self.anchors.get(base, 0) + 1
        return base if n == 1 else f"{base}-{n}"


def _scrap(said: Said) -> bool:
    """Whether a sentence is too short to be one: what was cut off its neighbour."""
    return (
        not said.figures
        and len(re.findall(r"[A-Za-z]+", said.prose)) <= 3
        and len(re.findall("[\u4e00-\u9fff]", said.prose)) <= 4
    )


def unborne(v: Bound, language: Language) -> list[str]:
    """Why a figure may not be said in its words, if it may not."""
    out = [v.refusal] if v.refusal else []
    if not v.quoted and getattr(v.of, "claim", False):
        out.append(f"{v.key} is a claim without evidence: write {v.key} | quote")
    if v.quoted and not getattr(v.of, "claim", False) and v.interval is not None:
        out.append(f"{v.key} is a figure, and needs no quotation: write it without | quote")
    if (
        v.interval is not None
        and v.said is not None
        and v.style not in ("change", "times")
        and not bears(v.interval, v.said, v.stated)
    ):
        stated = (
            replace(v, said=v.stated, style="").words(language) if v.stated else str(v.interval.low)
        )
        out.append(f"“{v.words(language)}” is not borne by {v.key}, which is {stated}")
    return out


def _qualify(qualifier: Any, style: str = "") -> Callable[..., Bound]:
    def said(value: Bound, bound: float | str | None = None, digits: int = 2) -> Bound:
        return _fresh(value).put(qualifier, bound, digits=digits, style=style)

    return said


def _need(value: Any) -> Bound:
    if not isinstance(value, Bound):
        raise ReportError(
            f"{value!r} is not a figure: a qualifier follows a figure, as in {{{{ ring.cns_papers |"
            " over(170) }}."
        )
    return value


def _fresh(value: Any) -> Bound:
    """A figure that no filter has qualified yet."""
    bound = _need(value)
    if bound.qualified:
        raise ReportError(f"{bound.key} is qualified twice: one qualifier is enough.")
    if isinstance(bound.of, tuple):
        raise ReportError(f"{bound.key} is a comparison, and takes no qualifier.")
    return bound


def _between(
    value: Bound, low: float | str | None = None, high: float | str | None = None
) -> Bound:
    return _fresh(value).put("range", low, high)


FILTERS: dict[str, Callable[..., Any]] = {
    "over": _qualify("over"),
    "超": _qualify("over", "超"),
    "余": _qualify("over", "余"),
    "nearly": _qualify("nearly"),
    "近": _qualify("nearly"),
    "about": _qualify("about"),
    "约": _qualify("about"),
    "at_least": _qualify("at_least"),
    "以上": _qualify("at_least"),
    "under": _qualify("under"),
    "不到": _qualify("under"),
    "at_most": _qualify("at_most"),
    "不超过": _qualify("at_most"),
    "between": _between,
    "介于": _between,
    "exactly": _qualify("exact"),
    "恰": _qualify("exact"),
    "plain": lambda value: replace(_need(value), bare=True),
    "无单位": lambda value: replace(_need(value), bare=True),
    "or_uncovered": lambda value: replace(_need(value), admitted=True),
    "或未覆盖": lambda value: replace(_need(value), admitted=True),
    "quote": lambda value: replace(_need(value), quoted=True),
    "引述": lambda value: replace(_need(value), quoted=True),
}
