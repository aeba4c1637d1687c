"""Office files are ZIP archives: settle what changes from run to run, so that equal content is
equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime


def settled(archive: bytes, as_of: int) -> bytes:
    """The same archive with every entry dated to `as_of` (microseconds since the epoch), in the
    same order.
    """
    moment = datetime.fromtimestamp(as_of / 1_000_000, UTC)
    stamp = (
        max(moment.year, 1980),
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o644 << 16,
                3,
            )
            new.writestr(entry, old.read(name))
    return out.getvalue()
