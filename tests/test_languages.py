"""The catalogues: nothing is missing in either language, nothing is said that no page says, and a
third language needs no code.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from markupsafe import Markup

from scicity.i18n import LOCALES, Catalogue, Unknown

ROOT = Path(__file__).parent.parent
SAID = re.compile(r"(?<![\w.])(?:say|phrase)\(\s*['\"]([a-z0-9][a-z0-9-]+)['\"]")


@cache
def messages(language: str) -> dict[str, frozenset[str]]:
    """Each message of a language with the values that it needs."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), (file.name, entry.content)
            if isinstance(entry, ast.Message):
                name = entry.id.name
                assert name not in found, f"{name} stands twice in {language}"
                assert name.partition("-")[0] == file.stem, f"{name} is looked for elsewhere"
                found[name] = _values(entry)
    return found


def _values(entry: ast.Message) -> frozenset[str]:
    named: set[str] = set()

    class Look(Visitor):
        def visit_VariableReference(self, node: ast.VariableReference) -> None:
            named.add(node.id.name)

    Look().visit(entry)
    return frozenset(named)


def said() -> set[str]:
    sources = (f for end in ("html", "py") for f in (ROOT / "src").rglob(f"*.{end}"))
    return {m for f in sources for m in SAID.findall(f.read_text("utf-8")) if "-" in m}


def test_neither_language_lacks_a_message_or_a_value():
    zh, en = messages("zh"), messages("en")
    assert zh.keys() == en.keys()
    needs = {m: (zh[m] ^ en[m]) for m in zh if zh[m] != en[m]}
    # a plural that Chinese does not have names its number all the same
    assert not needs


def test_what_pages_say_is_held_and_what_is_held_is_said():
    held = messages("en").keys() - {"language-name"}
    assert said() - held == set()
    assert held - said() == set()


def test_numbers_choose_the_plural_and_years_are_not_grouped(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "own.ftl").write_text(
        "own-firms = { $n ->\n    [one] { $n } firm\n   *[other] { $n } firms\n}\n"
        "own-bold = { $who } was here\n",
        "utf-8",
    )
    own = Catalogue([LOCALES, tmp_path])
    assert own.text("en", "own-firms", n=1) == "1 firm"
    assert own.text("en", "own-firms", n=2023) == "2023 firms"
    assert own.text("zh-hans", "own-firms", n=1) == "1 firm", "what is missing is told in English"
    told = own.text("en", "own-bold", who=Markup("<b>Li</b>"))
    assert isinstance(told, Markup)
    assert told == "<b>Li</b> was here"
    assert own.text("en", "own-bold", who="<b>") == "<b> was here", "escaped by the page, once"
    for wrong in ("own-nothing", "nowhere-at-all"):
        with pytest.raises(Unknown, match=wrong):
            own.text("en", wrong)
    with pytest.raises(Unknown, match="who"):
        own.text("en", "own-bold")


def test_a_value_beside_markup_is_escaped(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "own.ftl").write_text("own-two = { $a } & { $b }\n", "utf-8")
    told = Catalogue([tmp_path]).text("en", "own-two", a=Markup("<i>x</i>"), b="<script>")
    assert told == "<i>x</i> &amp; &lt;script&gt;"
