"""What may be uploaded: by its first bytes and not only by its name, not too large, and not a small archive that unpacks to a huge one."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import Invalid
from ..phrases import Phrase

MOST_BYTES, MOST_UNPACKED, MOST_MEMBERS = 20 * 2**20, 300 * 2**20, 5000
PICTURES_AND_PDF: Mapping[str, bytes] = {".pdf": b"%PDF", ".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
DOCUMENTS: Mapping[str, bytes] = {**PICTURES_AND_PDF, ".docx": b"PK", ".xlsx": b"PK", ".csv": b"", ".txt": b"", ".cif": b"", ".pdb": b""}


@dataclass(frozen=True)
class Accepted:
    """`stored` is the name in our own folder, made of the digest and the ending alone; `name` is only ever shown."""

    name: str
    stored: str
    size: int
    digest: str


def accepted(name: str, content: bytes, field: str = "file", kinds: Mapping[str, bytes] = PICTURES_AND_PDF, most: int = MOST_BYTES) -> Accepted:
    """The file, if it may be kept. Invalid, naming the field: its kind, its size, what it unpacks to."""
    ending = "." + name.rpartition(".")[2].lower()
    if ending in kinds and content and not content.startswith(kinds[ending]):
        raise Invalid(f"文件内容并非{ending}文件。", f"The file says {ending} but is not one.", {field: Phrase("文件类型", "kind of file")})
    if ending not in kinds or not content.startswith(kinds[ending]):
        raise Invalid(f"不接受这种文件；可用：{'、'.join(kinds)}。", f"This kind of file is not taken; use {', '.join(kinds)}.", {field: Phrase("文件类型", "kind of file")})
    if not content or len(content) > most:
        raise Invalid(f"文件为空或超过{most // 2**20} MB。", f"The file is empty or over {most // 2**20} MB.", {field: Phrase("大小", "size")})
    if content.startswith(b"PK"):
        _unpacks(content, field)
    digest = hashlib.sha256(content).hexdigest()
    shown = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable())[-200:]
    return Accepted(shown or f"file{ending}", f"{digest[:16]}{ending}", len(content), digest)


def _unpacks(content: bytes, field: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid("文件已损坏。", "The file is damaged.", {field: Phrase("无法打开", "cannot be opened")}) from error
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise Invalid("文件展开后过大。", "The file unpacks to too much.", {field: Phrase("大小", "size")})
