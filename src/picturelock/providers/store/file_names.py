"""Names of files from titles, safe on every file system."""

import re
import unicodedata

LONGEST_NAME = 120  # bytes in UTF-8: two of them and a part fit in the 255 of most file systems
UNTITLED = "untitled"
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
_RESERVED = re.compile(
    r"(?:CON|CONIN\$|CONOUT\$|PRN|AUX|NUL|CLOCK\$|COM[0-9¹²³]|LPT[0-9¹²³]) ?(?:\..*)?", re.IGNORECASE
)
# Control, format (zero-width, direction), surrogate, private and unassigned characters.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def file_name(title: str) -> str:
    """A title as a file's name, readable in any script.

    What no file system takes becomes a space; a name that means something else (``..``, ``CON``) does not
    come out of this.
    """
    spaced = "".join(" " if letter.isspace() else letter for letter in title)
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)
    # Composed last: what was between a letter and its accent is gone by now.
    seen = unicodedata.normalize("NFC", kept)
    name = " ".join(_FORBIDDEN.sub(" ", seen).split()).strip(". ")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return _cut(name).strip(". ") or UNTITLED


def _cut(name: str) -> str:
    """At most so many bytes, cut between characters and before marks that belong to one."""
    shorter = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    if len(shorter) < len(name):
        while shorter and unicodedata.combining(name[len(shorter)]):
            shorter = shorter[:-1]
    return shorter
