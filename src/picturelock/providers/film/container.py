"""The order of an MP4's boxes."""

import struct
from pathlib import Path


def index_first(file: Path) -> bool:
    """Whether the index (``moov``) lies before the media (``mdat``), so that play may start at once."""
    return next((box for box in _boxes(file) if box in ("moov", "mdat")), None) == "moov"


def _boxes(file: Path) -> list[str]:
    """The names of the outermost boxes, in order (ISO/IEC 14496-12, section 4.2)."""
    names: list[str] = []
    with file.open("rb") as opened:
        while len(head := opened.read(8)) == 8:
            size, name = struct.unpack(">I4s", head)
            names.append(name.decode("latin-1"))
            body = 8
            if size == 1:
                size, body = struct.unpack(">Q", opened.read(8))[0], 16
            if size < body:  # 0: the last box, to the end of the file
                break
            opened.seek(size - body, 1)
    return names
