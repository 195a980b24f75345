"""Office files are ZIP archives: packed here so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile

_DAY = (1980, 1, 1, 0, 0, 0)
"""The date every file in an archive bears."""


def repack(data: bytes, first: str, stored: bool = False) -> bytes:
    """Return an archive with one date for all files, in order of their names.

    ``first`` comes before the others; ``stored`` leaves it uncompressed, as ODF wants.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = {info.filename for info in old.infolist() if not info.is_dir()}
        for name in (first, *sorted(names - {first})):
            info = zipfile.ZipInfo(name, _DAY)
            plain = stored and name == first
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every machine
            info.external_attr = 0o644 << 16
            new.writestr(info, old.read(name), compresslevel=9)
    return out.getvalue()
