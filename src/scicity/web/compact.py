"""Templates are laid out for their readers, over many lines; pages are sent without that layout.

When a template is loaded, white space between its elements becomes one space, and lines broken
inside of a tag are joined. What is typed or kept (`pre`, `textarea`, scripts) stays. Line numbers
stay as well, so that an error names the line of the file: a comment holds the breaks.
"""

from __future__ import annotations

import re
from typing import override

from jinja2.ext import Extension

_JINJA = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_VALUE = rf'"(?:{_JINJA}|[^"])*"'
_TOKEN = re.compile(
    rf"(?P<jinja>{_JINJA})|(?P<tag></?(?P<name>[a-zA-Z][\w-]*)(?:{_JINJA}|{_VALUE}|[^\">])*>)"
    r"|(?P<space>\s+)|(?P<text>[^\s<{]+|.)",
    re.DOTALL,
)
_IN_TAG = re.compile(rf"(?P<kept>{_JINJA}|{_VALUE})|\s*(?P<end>/?>)|(?P<space>\s+)", re.DOTALL)
_KEPT = ("pre", "textarea", "script", "style")
_VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source")
# next to these white space is never seen
_BLOCK = re.compile(
    r"</?(?:aside|article|body|br|caption|d[ldt]|details|div|fieldset|figure|footer|form|h[1-6]"
    r"|head|header|html|legend|li|link|main|meta|nav|ol|optgroup|option|p|section|summary|table"
    r"|tbody|td|tfoot|th|thead|title|tr|ul)\b"
)
# an attribute that is there on a condition brings its own space
_WORD = re.compile(r" \{\{ '([\w-]+)' if ")
_ATTRIBUTE = re.compile(r" (\{% if [^%]*%\})(?=[\w-])")


def _breaks(text: str) -> str:
    return f"{{#{lines}#}}" if (lines := "\n" * text.count("\n")) else ""


def _tag(text: str, name: str) -> str:
    def shorter(found: re.Match[str]) -> str:
        if found["kept"] is not None:
            return found["kept"]
        if found["end"] is None:
            return " "
        return ">" if name in _VOID else found["end"]

    tag = _IN_TAG.sub(shorter, text)
    tag = _ATTRIBUTE.sub(r"\1 ", _WORD.sub(r"{{ ' \1' if ", tag))
    return tag + _breaks("\n" * (text.count("\n") - tag.count("\n")))


def _space(text: str, before: str, after: str) -> str:
    """What Jinja would leave of white space between two tokens, as one space or none."""
    left = text
    if before.endswith(("%}", "#}")):
        left = left.removeprefix("\n")  # trim_blocks
    if after.startswith(("{%", "{#")) and "\n" in text:
        left = left.rstrip(" \t")  # lstrip_blocks
    bare = not left or before.endswith(("-%}", "-}}", "-#}"))
    bare = bare or after.startswith(("{%-", "{{-", "{#-"))
    bare = bare or bool(_BLOCK.match(before) or _BLOCK.match(after))
    return ("" if bare else " ") + _breaks(text)


def compact(source: str) -> str:
    """A template without the layout of its file.

    Args:
        source: the text of a template, as its file has it.

    Returns:
        the same template, of as many lines, which renders the same page with less white space.
    """
    parts: list[str] = []
    at, before = 0, ""
    while found := _TOKEN.match(source, at):
        at = found.end()
        text = found[0]
        if found["space"]:
            parts.append(_space(text, before, source[at : at + 12]))
            continue
        before = text
        if found["tag"] is None:
            parts.append(text)
            continue
        name = found["name"].lower()
        parts.append(_tag(text, name))
        if name in _KEPT and not text.startswith("</"):
            end = source.find(f"</{name}", at)
            kept = source[at : end if end >= 0 else len(source)]
            at += len(kept)
            if kept.startswith("\n"):  # a browser drops the first
                kept = "{#\n#}" + kept[1:]
            parts.append(kept)
    return "".join(parts)


class Compact(Extension):
    """Loads templates without the layout of their files."""

    @override
    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return compact(source)
