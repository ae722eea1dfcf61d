"""The four kinds of manuscript as rows, and the arithmetic of their sets.

A long script is called a manuscript here, because a film's narration already is its script.
"""

from typing import Literal

from pydantic import Field

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.frozen import Frozen

KindName = Literal["movie", "story", "meme", "free-content"]
MOST_SEGMENTS = 5_000
LARGEST_SET = 100


class ManuscriptKind(Frozen):
    """What sets one kind of manuscript apart.

    ``count_field`` is the name under which its clients count segments, ``result_key`` the key of the
    single-call answer, ``fewest_characters`` how many the cast needs for a story to be told with it.
    """

    name: KindName
    label: str
    count_field: Literal["total_segments", "segments"]
    default_segments: int = Field(ge=1, le=MOST_SEGMENTS)
    set_size: int = Field(ge=1, le=LARGEST_SET)
    idea_required: bool
    result_key: str
    fewest_characters: int = Field(ge=1)


KINDS: dict[KindName, ManuscriptKind] = {
    kind.name: kind
    for kind in (
        ManuscriptKind(
            name="movie",
            label="movie",
            count_field="total_segments",
            default_segments=50,
            set_size=10,
            idea_required=True,
            result_key="movie",
            fewest_characters=2,
        ),
        ManuscriptKind(
            name="story",
            label="story",
            count_field="segments",
            default_segments=7,
            set_size=5,
            idea_required=True,
            result_key="story",
            fewest_characters=2,
        ),
        ManuscriptKind(
            name="meme",
            label="meme",
            count_field="segments",
            default_segments=7,
            set_size=5,
            idea_required=False,
            result_key="meme",
            fewest_characters=1,
        ),
        ManuscriptKind(
            name="free-content",
            label="free content",
            count_field="segments",
            default_segments=7,
            set_size=5,
            idea_required=False,
            result_key="content",
            fewest_characters=1,
        ),
    )
}


def sets_of(total: int, size: int) -> int:
    """How many sets of at most ``size`` segments hold ``total`` segments; the last one may be shorter."""
    return -(-total // size)


def numbers_of_set(set_number: int, size: int, total: int) -> range:
    """The segment numbers of one set, counted from 1.

    Raises:
        InvalidInputError: the set is past the end, or one of the numbers is out of its bounds.
    """
    problems: list[Problem] = []
    if not 1 <= size <= LARGEST_SET:
        problems.append(Problem("segments_per_set", f"must be from 1 to {LARGEST_SET}"))
    elif not 1 <= set_number <= sets_of(total, size):
        count = sets_of(total, size)
        problems.append(
            Problem(
                "set_number",
                f"{total} segments in sets of {size} are sets 1 to {count}; there is no set {set_number}",
            )
        )
    if problems:
        raise InvalidInputError(problems)
    first = (set_number - 1) * size + 1
    return range(first, min(total, first + size - 1) + 1)
