"""What of a document was not read: counted by kind, with its places, and told in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# kind: measure word and noun, singular, plural
KINDS = {
    "scanned page": ("页扫描件", "scanned page", "scanned pages"),
    "undecodable page": (
        "页无法解码的文字",
        "page whose letters cannot be decoded",
        "pages whose letters cannot be decoded",
    ),
    "picture": ("张图片", "picture", "pictures"),
    "chart": ("个图表", "chart", "charts"),
    "diagram": ("个图示", "diagram", "diagrams"),
    "equation": ("个公式", "equation", "equations"),
    "embedded object": ("个嵌入对象", "embedded object", "embedded objects"),
    "form field": ("个表单域", "form field", "form fields"),
    "page note": ("条写在页面上的附注", "note laid over a page", "notes laid over pages"),
    "text box": ("个文本框", "text box", "text boxes"),
    "formula": (
        "个未存结果的公式",
        "formula without a stored result",
        "formulas without a stored result",
    ),
    "hidden passage": ("处隐藏文字", "hidden passage", "hidden passages"),
    "hidden row": ("个隐藏行", "hidden row", "hidden rows"),
    "hidden column": ("个隐藏列", "hidden column", "hidden columns"),
    "hidden sheet": ("张隐藏工作表", "hidden sheet", "hidden sheets"),
    "hidden slide": ("张隐藏幻灯片", "hidden slide", "hidden slides"),
    "navigation": (
        "处导航中的数字",
        "navigation list with numbers",
        "navigation lists with numbers",
    ),
}


@dataclass(frozen=True)
class Unread:
    """Things of one kind that were not read: a key of `KINDS`, how many, and where (the first
    places only).
    """

    kind: str
    count: int
    places: tuple[str, ...] = ()


class Tally:
    """Gathers what a reader passes over."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}

    def note(self, kind: str, place: str = "", count: int = 1) -> None:
        """One thing (or `count`) of a kind of `KINDS`, at a place."""
        if count:
            self._places.setdefault(kind, []).extend([place] * count)

    def unread(self) -> tuple[Unread, ...]:
        """What was noted, in the order of `KINDS`; at most twenty places of a kind."""
        return tuple(
            Unread(k, len(p), tuple(dict.fromkeys(x for x in p if x))[:20])
            for k in KINDS
            if (p := self._places.get(k))
        )


def told(unread: Sequence[Unread]) -> dict[str, str]:
    """'3 text boxes and 1 scanned page were not read.' in both languages; empty texts if all was
    read.
    """
    if not unread:
        return {"zh": "", "en": ""}
    zh = "、".join(f"{u.count} {KINDS[u.kind][0]}" for u in unread)
    named = [f"{u.count:,} {KINDS[u.kind][1 if u.count == 1 else 2]}" for u in unread]
    en = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    verb = "was" if sum(u.count for u in unread) == 1 else "were"
    return {"zh": f"未读取：{zh}。", "en": f"{en} {verb} not read."}
