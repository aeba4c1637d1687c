"""Where the fonts lie: in a pinned package, so that a page is set the same on every machine."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from ..errors import FontsMissing

CHINESE = ("NotoSansCJKsc-Regular.otf", "NotoSerifCJKsc-Regular.otf")


def font_folder() -> Path:
    """The folder that holds the Chinese fonts. Raises FontsMissing that says how to get them."""
    found = os.environ.get("SCICITY_FONTS", "")
    spec = None if found else find_spec("mplfonts")
    folder = (
        Path(found)
        if found
        else Path(spec.origin).parent / "fonts"
        if spec and spec.origin
        else None
    )
    missing = [n for n in CHINESE if folder is None or not (folder / n).exists()]
    if folder is None or missing:
        raise FontsMissing(
            "The PDF needs the fonts"
            f" {' and '.join(missing)}{f', which are not in {folder}' if folder else ''}. Run `make"
            " setup`, which installs requirements/fonts.txt, or set SCICITY_FONTS to a folder that"
            " holds them (Noto CJK, SIL Open Font License)."
        )
    return folder
