"""Templates are read by people, and pages are sent without the layout that people read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from scicity.web.compact import Compact, compact

SOURCE = Path(__file__).parents[1] / "src" / "scicity"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))


def test_no_line_of_a_template_is_over_100_columns():
    wide = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if len(line) > 100
    ]
    assert TEMPLATES
    assert not wide


def test_a_template_is_at_most_120_lines_long():
    lines = {p.relative_to(SOURCE): p.read_text(encoding="utf-8").count("\n") for p in TEMPLATES}
    assert not {path: n for path, n in lines.items() if n > 120}


def test_each_part_is_in_a_page():
    """What no page extends, imports, includes or shows is left over."""
    texts = [p.read_text(encoding="utf-8") for p in (*TEMPLATES, *SOURCE.glob("**/*.py"))]
    names = [p.as_posix().partition("/templates/")[2] for p in TEMPLATES]
    whole = "\n".join(texts)
    parts = [n for n in names if n.count("/") > 1 or n.startswith("components/")]
    assert parts
    assert not [n for n in parts if f'"{n}"' not in whole]


def test_each_page_that_a_view_shows_is_there():
    """A view names its template by room and name, or leaves the room to its own `shown`."""
    missing = []
    for path in SOURCE.glob("**/*.py"):
        room = path.relative_to(SOURCE).parts[0]
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id not in ("show", "shown", "render") or len(call.args) < 2:
                continue
            named = call.args[1]
            if not isinstance(named, ast.Constant) or not isinstance(named.value, str):
                continue
            name = f"{room}/{named.value}" if call.func.id == "shown" else named.value
            file = name.removesuffix(".html") + ".html"
            if not list(SOURCE.glob(f"*/templates/{file}")):
                missing.append(f"{path.relative_to(SOURCE)}:{call.lineno} {name}")
    assert not missing


@pytest.mark.parametrize(
    ("laid_out", "sent"),
    [
        ("<p>\n  one\n  two\n</p>\n", "<p>one two</p>"),
        ("<b>a</b\n>\n  <i>b</i\n><u>c</u>", "<b>a</b> <i>b</i><u>c</u>"),
        ("<b>a</b\n><i>b</i>", "<b>a</b><i>b</i>"),
        ("<input\n  name=\"a\"\n  {{ 'required' if yes }}\n/>", '<input name="a" required>'),
        ("<input\n  name=\"a\"\n  {{ 'required' if no }}\n/>", '<input name="a">'),
        ('<a {% if yes %}class="x"{% endif %}>1</a>', '<a class="x">1</a>'),
        ('<a {% if no %}class="x"{% endif %}>1</a>', "<a>1</a>"),
        ("<textarea\n>\n a\n  b</textarea\n>", "<textarea> a\n  b</textarea>"),
        ('<pre class="x">  a\n\n  b</pre>', '<pre class="x">  a\n\n  b</pre>'),
        ("<i>甲</i>{% if yes %}\n  <i>乙</i>\n{% endif %}", "<i>甲</i> <i>乙</i> "),
        ("<i>甲</i>{% if yes -%}\n  <i>乙</i>\n{%- endif %}", "<i>甲</i><i>乙</i>"),
        ('<p title="a  >\n b">x</p>', '<p title="a  >\n b">x</p>'),
        ("{{ 3\n  > 2 }} < 4", "True < 4"),
    ],
)
def test_a_page_is_sent_without_the_layout_of_its_template(laid_out, sent):
    env = Environment(extensions=[Compact], trim_blocks=True, lstrip_blocks=True, autoescape=True)
    assert env.from_string(laid_out).render(yes=True, no=False) == sent


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_an_error_names_the_line_of_the_file(path):
    source = path.read_text(encoding="utf-8")
    assert compact(source).count("\n") == source.count("\n")


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "甲", "a", " ", "\n", "  \n", "<"])))
def test_no_text_is_lost_and_no_words_are_joined_or_parted(parts):
    env = Environment(extensions=[Compact], trim_blocks=True, lstrip_blocks=True)
    plain = Environment(trim_blocks=True, lstrip_blocks=True)
    source = "".join(parts)
    sent, whole = env.from_string(source).render(), plain.from_string(source).render()
    for block in ("<p>", "</p>"):
        sent, whole = sent.replace(block, f" {block} "), whole.replace(block, f" {block} ")
    assert sent.split() == whole.split()
