"""Names of the registry in a text, with what they stand for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from scicity.registry import City, Entry


@dataclass(frozen=True)
class Named:
    start: int
    end: int
    path: str


class Names:
    """Finds entries by their names and aliases in both languages; longer names first."""

    def __init__(self, city: City) -> None:
        self.city = city
        names: dict[str, str] = {}
        for e in city.entries.values():
            for name in (e.name.zh, e.name.en, *e.aliases):
                for form in _forms(name):
                    names.setdefault(form, e.path)
        self.paths = names
        parts = [_spaced(n) for n in sorted(names, key=len, reverse=True)]
        self.pattern = re.compile("|".join(parts), re.IGNORECASE)

    def find(self, text: str) -> list[Named]:
        """Mentions in order, none inside another."""
        found = []
        for m in self.pattern.finditer(text):
            path = self.paths.get(_key(m.group()))
            if path:
                found.append(Named(m.start(), m.end(), path))
        return found

    def entry(self, path: str) -> Entry:
        return self.city.entries[path]


def normal(text: str) -> str:
    """Compatibility forms made one (ISO/IEC 10646 NFKC), quotation marks and Latin-next-to-Chinese spaces evened out."""
    text = unicodedata.normalize("NFKC", text).replace("\u201c", '"').replace("\u201d", '"').replace("\u2019", "'").replace("\u00a0", " ")
    text = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[A-Za-z0-9])", "", text)
    return re.sub(r"(?<=[A-Za-z0-9.%]) +(?=[\u4e00-\u9fff])", "", text)


def _key(text: str) -> str:
    return re.sub(r"[\s\"]+", "", text).lower()


def _forms(name: str) -> list[str]:
    """A name as written, without its parenthesis, and what stands in the parenthesis if it is an acronym."""
    base = normal(name)
    forms = [_key(base), _key(re.sub(r"\([^)]*\)", "", base))]
    forms += [_key(a) for a in re.findall(r"\(([A-Z][A-Za-z-]{2,})\)", base)]
    return [f for f in dict.fromkeys(forms) if len(f) >= 2]


def _spaced(form: str) -> str:
    """A name's letters with spaces or quotation marks allowed between them; Latin names end at a word's end."""
    body = r'[\s"]*'.join(re.escape(c) for c in form)
    if form[0].isascii() and form[0].isalnum():
        body = r"(?<![A-Za-z0-9])" + body
    if form[-1].isascii() and form[-1].isalpha():
        body += r"(?![A-Za-z])"
    return body
