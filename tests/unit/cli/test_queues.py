import pytest

from picturelock.cli.queues import read_queues
from picturelock.domain.errors import InvalidInputError


def test_queues_are_named_with_how_much_at_a_time() -> None:
    assert read_queues("draw=2, voice ,write") == {"draw": 2, "voice": 1, "write": 16}
    assert read_queues("none") == {}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("paint", "'paint' is no queue; name some of write, voice, draw"),
        ("", "'' is no queue"),
        ("draw=0", "from 1 to 64"),
        ("draw=two", "from 1 to 64"),
        ("draw=", "from 1 to 64"),
        ("draw,none", "'none' is no queue"),
    ],
)
def test_what_is_no_queue_is_refused_with_those_there_are(said: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=reason):
        read_queues(said)
