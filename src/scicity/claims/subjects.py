"""Names of the registry in a text, with what they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from scicity.registry import City, Entry

from .numerals import han_value


@dataclass(frozen=True)
class Named:
    """An entry named between two places of a text.

    `common`: by words that other places use too ('the biobank', 样本库).

    `other`: an ordinal or a code beside the name, which makes it something that the registry does
    not have (phase III, BL17).
    """

    start: int
    end: int
    path: str
    common: bool = False
    other: str = ""


_ORDER = (
    r"(?:第\s*(?P<a>[一二三四五六七八九十\d]+)\s*[轮期批届号]"
    r"|(?P<b>[一二三四五六七八九十\d]+)\s*[轮期](?![以余多])"
    r"|(?:phase|round|stage|no\.)\s*(?P<c>[IVX]+|\d+|one|two|three|four|five|six)\b)"
)
_BEFORE, _AFTER = (
    re.compile(_ORDER + r"\s*(?:of\s+)?(?:the\s+)?[\"“]?\s*$", re.IGNORECASE),
    re.compile(r"[\"”]?[\s,，]*(?:的)?" + _ORDER, re.IGNORECASE),
)
# a place's name in that of somebody there, as in 'Leeds Hospital'
_FURTHER = re.compile(
    r"\s+((?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|In|By|As|The|It|Its"
    r"|Science|City|Park|Cluster|Campus)\b)[A-Z][a-z]{2,})"
    r"|(医院|酒店|大学|中学|小学|图书馆|博物馆|体育馆|公司|银行|地铁站|食堂|足球队|球队|俱乐部"
    r"|派出所|街道|镇)"
)
_CODE = re.compile(r"(?<![A-Za-z0-9#:_-])[A-Z]{2,5}-?\d{1,3}[A-Z]{0,2}\d?(?![A-Za-z0-9:#_-])")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_BEFORE_HAN = set(
    '的在和与及该本由对为从到向是如将以而且、，。；：:（(“"《 ·—-所令让使给于至其、'
    "全年底了家个托用据过经入往回开访问述位见"
)


class Names:
    """Finds entries by their names and aliases in both languages; longer names first."""

    def __init__(self, city: City) -> None:
        self.city = city
        names: dict[str, str] = {}
        self.common: set[str] = set()
        for e in city.entries.values():
            own = {_key(normal(e.name.zh)), _key(normal(e.name.en))}
            for name in (e.name.zh, e.name.en, *e.aliases):
                for form in _forms(name):
                    names.setdefault(form, e.path)
                    if _is_common(name, form, own, e.kind):
                        self.common.add(form)
        self.paths = names
        parts = [_spaced(n) for n in sorted(names, key=len, reverse=True)]
        self.pattern = re.compile("|".join(parts), re.IGNORECASE)
        self._parts: dict[str, list[str]] = {}
        for e in city.entries.values():
            self._parts.setdefault(e.path.rpartition("/")[0], []).append(e.path)
        self._orders = {
            e.path: {
                n for name in (e.name.zh, e.name.en, *e.aliases) for n in _orders(normal(name))
            }
            for e in city.entries.values()
        }

    def find(self, text: str) -> list[Named]:
        """Mentions in order, none inside another. A common name that is a part of a stranger's (the
        hi-tech zone of another town) has that as its `other`.
        """
        found: list[Named] = []
        for m in self.pattern.finditer(text):
            key = _key(m.group())
            path = self.paths.get(key)
            if not path:
                continue
            follows = (
                bool(found) and not text[found[-1].end : m.start()].strip()
            )  # on a name of the city's own
            another = key in self.common and not follows and _of_another(text, m)
            if another and self.city.entries[path].kind not in ("facility", "park"):
                continue
            other = m.group() if another else self._other(text, m, path)
            part = next(
                (
                    e
                    for e in self._parts.get(path, ())
                    if other and _orders(other) & self._orders[e]
                ),
                "",
            )
            found.append(
                Named(m.start(), m.end(), part or path, key in self.common, "" if part else other)
            )
        return found

    def numbered(self, n: Named) -> bool:
        """Whether an ordinal beside a name is another than that of the entry's own name (round 5,
        where it is round 4).
        """
        return bool(n.other and self._orders[n.path] and _orders(n.other))

    def _other(self, text: str, m: re.Match[str], path: str) -> str:
        further = (
            _FURTHER.match(text, m.end())
            if self.city.entries[path].kind in ("city", "park", "site", "cluster")
            else None
        )
        if further and not self.pattern.match(text, further.start()):
            return further.group().strip()
        for beside in (
            _BEFORE.search(text[max(0, m.start() - 30) : m.start()]),
            _AFTER.match(text[m.end() : m.end() + 30]),
        ):
            if beside:
                told = _number(next(g for g in beside.groups() if g))
                if told and told not in self._orders[path] and told not in _orders(m.group()):
                    return beside.group().strip()
        return ""

    def entry(self, path: str) -> Entry:
        return self.city.entries[path]


def codes(text: str, passed: Sequence[tuple[int, int]] = ()) -> list[str]:
    """Codes such as BL17U1, by which parts are named that the registry may not have. `passed` are
    spans of names and periods: a code that they cover (Cube III 2023) is none.
    """
    covered = {i for a, b in passed for i in range(a, b)}
    return [m.group() for m in _CODE.finditer(text) if not covered.issuperset(range(*m.span()))]


def _is_common(name: str, form: str, own: set[str], kind: str) -> bool:
    """Whether other places may use a name too: two words without a capital, the short tail of a
    Chinese name, an industry's.
    """
    if kind in ("industry", "scheme", "policy"):
        return True
    if form.isascii():
        words = [
            w
            for w in re.findall(r"[A-Za-z&-]+", name)
            if w.lower() not in ("the", "of", "and", "a")
        ]
        plain = not any(re.search(r"[A-Z]", w) for w in words)
        return (plain and len(words) <= 2) or (
            form not in own and any(o.endswith(form) for o in own)
        )
    short = kind != "programme" and len(form) <= 4 and not re.search(r"[\dA-Za-z]", form)
    return (
        form not in own
        and short
        and any(_within(form, o) and not o.startswith(form[:2]) for o in own)
    )


def _within(short: str, long: str) -> bool:
    """Whether a name is a shortened one: its letters in their order."""
    rest = iter(long)
    return all(c in rest for c in short)


def _of_another(text: str, m: re.Match[str]) -> bool:
    """Whether a common name goes on a name before it: of a park, say, the name of its town."""
    before = text[: m.start()]
    if m.group()[0] > "\u2e80":
        return bool(before) and "\u4e00" <= before[-1] <= "\u9fff" and before[-1] not in _BEFORE_HAN
    word = re.search(r"([A-Za-z-]+)\s+$", before)
    return bool(
        word
        and word.group(1)[0].isupper()
        and not re.search(r"(?:^|[.!?;:]\s+)[A-Za-z-]+\s+$", before)
        and not m.group()[0].islower()
    )


def _orders(text: str) -> set[int]:
    found = {
        _number(next(g for g in m.groups() if g)) for m in re.finditer(_ORDER, text, re.IGNORECASE)
    }
    return {n for n in found if n} | {
        _ROMAN.get(x, 0) or int(x)
        for x in re.findall(r"(?<![A-Za-z0-9])([IVX]+|\d)\b", text)
        if x in _ROMAN or x.isdigit()
    }


def _number(text: str) -> int:
    words = ["zero", "one", "two", "three", "four", "five", "six"]
    if text.isdigit():
        return int(text)
    if text.lower() in words:
        return words.index(text.lower())
    return _ROMAN.get(text.upper(), 0) or int(han_value(text) or 0 if not text.isascii() else 0)


def normal(text: str) -> str:
    """Compatibility forms made one (ISO/IEC 10646 NFKC), quotation marks and Latin-next-to-Chinese
    spaces evened out.
    """
    text = (
        unicodedata.normalize("NFKC", text)
        .replace("\u201c", '"')
        .replace("\u201d", '"')
        .replace("\u2019", "'")
        .replace("\u00a0", " ")
    )
    text = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[A-Za-z0-9])", "", text)
    return re.sub(r"(?<=[A-Za-z0-9.%]) +(?=[\u4e00-\u9fff])", "", text)


def _key(text: str) -> str:
    return re.sub(r"[\s\"]+", "", text).lower()


def _forms(name: str) -> list[str]:
    """A name as written, without its parenthesis, and what stands in the parenthesis if it is an
    acronym.
    """
    base = normal(name)
    forms = [_key(base), _key(re.sub(r"\([^)]*\)", "", base))]
    forms += [_key(a) for a in re.findall(r"\(([A-Z][A-Za-z-]{2,})\)", base)]
    return [f for f in dict.fromkeys(forms) if len(f) >= 2]


def _spaced(form: str) -> str:
    """A name's letters with spaces or quotation marks allowed between them; Latin names end at a
    word's end.
    """
    body = r'[\s"]*'.join(re.escape(c) for c in form)
    if form[0].isascii() and form[0].isalnum():
        body = r"(?<![A-Za-z0-9])" + body
    if form[-1].isascii() and form[-1].isalpha():
        body += r"(?![A-Za-z])"
    return body
