"""Names of files from titles, safe on every file system."""

import re
import unicodedata

LONGEST_NAME = 120  # bytes in UTF-8: room for what is added, below the 255 of most file systems
UNTITLED = "untitled"
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CLOCK\$|COM[0-9¹²³]|LPT[0-9¹²³])(?:\..*)?", re.IGNORECASE)
# Control, format (zero-width, direction), surrogate, private and unassigned characters.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def file_name(title: str) -> str:
    """A title as a file's name, readable in any script.

    What no file system takes becomes a space; a name that means something else (``..``, ``CON``) does not
    come out of this.
    """
    seen = unicodedata.normalize("NFC", title)
    spaced = "".join(" " if letter.isspace() else letter for letter in seen)
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)
    name = " ".join(_FORBIDDEN.sub(" ", kept).split()).strip(". ")
    name = _cut(name).strip(". ")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name or UNTITLED


def _cut(name: str) -> str:
    """At most so many bytes, cut between characters and before marks that belong to one."""
    shorter = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    if len(shorter) < len(name):
        while shorter and unicodedata.combining(name[len(shorter)]):
            shorter = shorter[:-1]
    return shorter
