import pytest

from picturelock.domain.shot import Transition
from picturelock.domain.transition_sounds import SOUND_OF, laid_sounds

SPOKEN = [(0.5, 4.0), (5.3, 9.0), (9.4, 12.0)]


@pytest.mark.parametrize("transition", SOUND_OF)
def test_a_sound_lies_between_the_words_around_its_transition(transition: Transition) -> None:
    (sound,) = laid_sounds([(4.8, transition)], SPOKEN)
    assert sound.sound == SOUND_OF[transition]
    assert 4.0 < sound.start < 4.85
    assert 4.7 < sound.start + sound.seconds < 5.3


def test_where_words_are_too_close_there_is_no_sound() -> None:
    assert laid_sounds([(9.2, "push")], SPOKEN) == ()
    assert laid_sounds([(7.0, "cut")], SPOKEN) == ()


def test_in_a_narrow_gap_a_sound_is_shorter() -> None:
    (wide,) = laid_sounds([(2.0, "push")], [])
    (narrow,) = laid_sounds([(2.0, "push")], [(0.0, 1.7), (2.3, 3.0)])
    assert narrow.seconds < wide.seconds
    assert narrow.start > 1.7
    assert narrow.start + narrow.seconds < 2.3


def test_after_the_last_word_there_is_all_the_room() -> None:
    (sound,) = laid_sounds([(13.0, "fade")], SPOKEN)
    assert sound.start + sound.seconds > 13.0
