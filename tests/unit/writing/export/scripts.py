"""Scripts to export, for tests."""

from hypothesis import strategies as st

from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_reading import read_metadata
from picturelock.domain.manuscript_segment import DialogueLine, Segment

CAST = [
    {
        "id": "mara",
        "name": "Mara Vance",
        "physical_appearance": {"age": 34, "hair": "red | short", "clothing": ["coat", "boots"]},
        "personality": "stubborn, *kind*",
        "voice_characteristics": {"pitch": "low"},
        "home": "Leeds",
    },
    {"id": "zoe", "name": "Zoë"},
]
_TRICKS = (
    *("INT. HOUSE - DAY", "int. house", "EXT", "CUT TO:", "FADE OUT.", "MARA", "MARA (O.S.)", "(softly)"),
    *(
        ".",
        ">",
        "@",
        "~",
        "#",
        "=",
        "!",
        "===",
        "---",
        "> centred <",
        "@mara",
        "!?",
        "...",
        "# one",
        "1. one",
    ),
    *("/* gone */", "/*", "*/", "[[", "[[a note]]", "]]", "*", "**bold**", "_under_", "\\", "\\*", "\\\\"),
    *("|", "`", "```", "<b>", "&amp;", "$x$", "~~~", "- one", "+ one", "  ", "\t", "\n", "\n\n", "\r\n", " "),
    *("Title: x", "你好", "a word", "1999", "[x](y)", "![x](y)", "https://example.org", "^", "Ω", "ß"),
)
TEXTS = (
    st.lists(st.sampled_from(_TRICKS) | st.text(max_size=8), max_size=8)
    .map("".join)
    .map(lambda text: "".join(one for one in text if one != "\0" and not "\ud800" <= one <= "\udfff"))
)
SPOKEN = TEXTS.filter(lambda text: bool(text.strip()))


def metadata(total: int = 2, **told: object) -> Metadata:
    """Metadata of a movie with two characters."""
    return read_metadata(
        {
            "title": "The *Lantern*",
            "short_summary": "A lantern | on a river.\n\n# Not a heading",
            "hashtags": ["#river", "#light"],
            "characters_roster": CAST,
            "story_outline": ["Mara finds it.", "1. It goes out."],
            "generation_info": {
                "total_segments": total,
                "writer": "template-writer (no AI model)",
                "generated_at": "2026-01-02T03:04:05",
                "script_id": "scr_1",
            },
            **told,
        },
        "movie",
    )


def segment(number: int, narration: str = "", *spoken: str, title: str = "The Find") -> Segment:
    """A segment in which Mara and Zoë speak by turns."""
    speakers = (("mara", "Mara Vance"), ("zoe", "Zoë"))
    return Segment(
        segment_number=number,
        title=title,
        narration=narration,
        dialogue=tuple(
            DialogueLine(character_id=ident, character_name=name, text=text)
            for (ident, name), text in zip(speakers * len(spoken), spoken, strict=False)
        ),
    )


def words(text: str) -> list[list[str]]:
    """The words of every line that has any."""
    return [line.split() for line in text.splitlines() if line.strip()]
