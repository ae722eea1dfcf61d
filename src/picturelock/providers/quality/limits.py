"""What quality control allows, with where each number comes from. ``docs/quality-control.md`` shows them."""

from dataclasses import dataclass

from picturelock.domain.frames import FrameFormat
from picturelock.domain.sound import PLATFORMS, WEB, Loudness, Platform

LARGEST_LAG = 0.040
"""Seconds: within the detectability of ITU-R BT.1359-1 (45 ms early)."""

SHORTEST_BLACK = 0.1
LONGEST_FREEZE = 2.0
LONGEST_REST = 8.0
"""Seconds that a scene whose drawing does not change may last before somebody should look at it."""
SHORTEST_HOLE = 0.3
LONGEST_PAUSE = 1.5
"""Seconds of silence: under music, and where there is only a voice."""

READ_TOLERANCE = 1.2
"""How much faster than its language is read (``domain.languages``) a quick narrator may make a caption."""
MOST_LINES = 2
CAPTION_SHORTEST, CAPTION_LONGEST = 0.83, 7.0
CAPTION_LONGEST_TOLERANCE = 0.3

TEXT_PER_SECOND, TEXT_LEAD = 15.0, 0.5
"""Characters a second of a text that is not also spoken, after a moment to find it, in seconds."""
TEXT_TOLERANCE = 0.9

CONTRAST, LARGE_CONTRAST = 4.5, 3.0
CONTRAST_TOLERANCE = 0.95
"""WCAG 2.2, success criterion 1.4.3; the codec's noise takes a little of it."""
LARGE_TEXT = 1 / 30
"""Of the short side: 18 points (24 pixels) on a screen 720 pixels high."""

ACTION_SAFE, TITLE_SAFE = 0.035, 0.05
"""Of each side, EBU R 95. Players show the whole picture; broadcasters want text inside the second."""
NOTE_SAFE = 0.015
SMALL_NOTE = 0.04
"""A source line or note: letters up to this share of the short side may stand nearer to the edge."""
COVERED_TOP, COVERED_BOTTOM, COVERED_RIGHT = 0.14, 0.20, 0.12
"""What Reels, TikTok and Shorts lay over an upright picture."""

FLASHES_A_SECOND = 3
FLASH_CHANGE, FLASH_DARKER = 0.10, 0.80
FLASH_AREA = 0.25
"""WCAG 2.2, success criterion 2.3.1, and ITU-R BT.1702-3."""


@dataclass(frozen=True)
class Allowed:
    """What depends on where a film is shown: its loudness, and the share of the frame text keeps free."""

    loudness: Loudness = WEB
    margin: float = ACTION_SAFE


def allowed_on(platform: Platform) -> Allowed:
    """The limits of where a film is shown; broadcasters want text inside the smaller area."""
    margin = TITLE_SAFE if platform == "broadcast" else ACTION_SAFE
    return Allowed(loudness=PLATFORMS[platform], margin=margin)


@dataclass(frozen=True)
class Safe:
    """The edges that text keeps inside of, as shares of the frame from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def safe_area(frame: FrameFormat, allowed: Allowed, *, note: bool) -> Safe:
    """Where a text may stand.

    Args:
        frame: the picture's size.
        allowed: the limits of where it is shown.
        note: whether it is a small note, which may stand nearer to the edge.
    """
    margin = NOTE_SAFE if note else allowed.margin
    if frame.portrait:
        return Safe(margin, COVERED_TOP, 1 - COVERED_RIGHT, 1 - COVERED_BOTTOM)
    return Safe(margin, margin, 1 - margin, 1 - margin)
