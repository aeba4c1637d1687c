"""The report's own note: what was checked when it was built, what is quoted, and what an editor
vouches for by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ..tree import STANDINGS, Language, Report, Sentence, Standing

_TITLE = {
    "zh": "核查说明：何为已证，何人负责其余",
    "en": "What was checked, and who vouches for the rest",
}
_PROMISE = {
    "zh": (
        "本报告的每句话都在且只在以下一份清单中。已证：句中的数字、单位、"
        "期间和对象都绑定到账本中的记录或申报并在生成时核对，其余词语或属该数字自身，或不涉及数字。"
        "已证指本报告如实转述账本；申报数本身由其文件负责。引述：来源的原话，注明出处。"
        "编者陈述：由编者署名负责的话，除不得自称最高级或首创外未作核对。"
        "另有{rows}行表格、指标、时间线和图，均由账本直接给出。"
    ),
    "en": (
        "Every sentence of this report stands in exactly one of these lists. Proven: its numbers,"
        " units, periods and subjects are bound to records or declarations of the ledger and were"
        " checked when the report was built; its other words are the figure’s own or say nothing of"
        " it. Proven means that the report says what the ledger says: a declared figure is answered"
        " for by its document. Quoted: a source’s own words, with their place. Vouched for: the"
        " editor’s words, for which a named person answers; nothing in them was checked but that"
        " they claim no rank. A further {rows} rows of tables, tiles, timelines and charts are"
        " given by the ledger itself."
    ),
}
_HEADS: dict[Standing, dict[str, str]] = {
    "proven": {"zh": "已证", "en": "Proven"},
    "quoted": {"zh": "引述", "en": "Quoted"},
    "vouched": {"zh": "编者陈述", "en": "Vouched for by the editor"},
}
_BY = {"zh": "编者：{}", "en": "Editor: {}"}
_NOBODY = {
    "zh": "编者未署名：在编辑签署之前，无人为以下陈述负责",
    "en": "No editor is named: until one signs, nobody answers for these words",
}
_NUMBERS = {"zh": "含未绑定的数：", "en": "holds numbers without a figure: "}
_BEYOND = {"zh": "数字之外的词：", "en": "words beyond the figure: "}
_NONE = {"zh": "（无）", "en": "(none)"}
_KINDS = {
    "title": ("题名", "title"),
    "heading": ("标题", "heading"),
    "sentence": ("句", "sentence"),
    "row": ("行", "row"),
}


@dataclass(frozen=True)
class Listed:
    """One of the three lists: its heading, a line under it, and by the section that they stand in
    (text, what stands behind it) of each sentence: alone, 'over the year it ran for 3,278 h' would
    not say what ran.
    """

    standing: Standing
    head: str
    lead: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Note:
    """The note of a report in its language."""

    title: str
    promise: str
    lists: tuple[Listed, ...]


def note(report: Report) -> Note:
    """The note, with the sentences in the report's order; rows of blocks are counted, not
    repeated.
    """
    language = report.language
    said = [s for s in report.sentences if s.kind != "row"]
    lists = []
    for standing in STANDINGS:
        kept = [s for s in said if s.standing == standing]
        sections = tuple(
            (head, tuple((s.text, behind(s, report)) for s in under))
            for head, under in groupby(kept, lambda s: s.section)
        )
        by = (
            (_BY[language].format(report.editor) if report.editor else _NOBODY[language])
            if standing == "vouched"
            else ""
        )
        lists.append(
            Listed(
                standing,
                f"{_HEADS[standing][language]} ({len(kept)})",
                by,
                sections or (("", ((_NONE[language], ""),)),),
            )
        )
    return Note(
        _TITLE[language],
        _PROMISE[language].format(rows=len(report.sentences) - len(said)),
        tuple(lists),
    )


def behind(s: Sentence, report: Report) -> str:
    """What stands behind a sentence: addresses, a source, or what an editor should look at."""
    language, mark = report.language, "；" if report.language == "zh" else "; "
    between = "、" if language == "zh" else ", "
    parts = [_NUMBERS[language] + between.join(s.numbers)] if s.numbers else []
    parts += [_BEYOND[language] + between.join(s.beyond)] if s.beyond else []
    if s.standing == "quoted" and s.source:
        parts.append(s.source)
    elif s.refs:
        parts.append(between.join(report.ref(r).address for r in s.refs))
    return mark.join(parts)


def standing_word(standing: Standing, language: Language) -> str:
    return _HEADS[standing][language]


def kind_word(kind: str, language: Language) -> str:
    return _KINDS[kind][0 if language == "zh" else 1]
