import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.captions import LINE, LONGEST, caption_cues, shift
from picturelock.domain.drawing import CaptionCue
from picturelock.domain.spoken_words import spoken_words
from picturelock.domain.subtitle_texts import as_srt, as_vtt
from picturelock.domain.timing import TimedWord

FPS = 30


def spoken(text: str, frames_a_word: int = 10, start: int = 15) -> list[TimedWord]:
    return [
        TimedWord(text=word, start=start + place * frames_a_word, end=start + (place + 1) * frames_a_word - 1)
        for place, word in enumerate(text.split())
    ]


def cues_of(text: str) -> tuple[CaptionCue, ...]:
    words = spoken(text)
    return caption_cues(words, words[-1].end + 30, FPS, language="en-US")


def lines_of(text: str) -> list[tuple[str, ...]]:
    return [cue.lines for cue in cues_of(text)]


@given(
    texts=st.lists(st.text("abcdefghij-.,", min_size=1, max_size=60), min_size=1, max_size=40),
    frames=st.integers(min_value=2, max_value=25),
)
def test_every_word_is_shown_once_in_order_and_in_time(texts: list[str], frames: int) -> None:
    words = spoken(" ".join(texts), frames)
    length = words[-1].end + 20
    cues = caption_cues(words, length, FPS, language="en-US")
    shown = "".join(line for cue in cues for line in cue.lines).replace(" ", "")
    assert shown == "".join(texts)
    assert all(len(line) <= LINE for cue in cues for line in cue.lines)
    assert all(0 <= cue.start < cue.end <= length for cue in cues)
    assert all(one.end <= other.start for one, other in itertools.pairwise(cues))
    assert all(cue.end - cue.start <= (LONGEST + 2) * FPS for cue in cues)


def test_a_short_sentence_is_one_line_that_starts_with_its_first_word() -> None:
    cues = cues_of("Aspirin is a small molecule.")
    assert [cue.lines for cue in cues] == [("Aspirin is a small molecule.",)]
    assert cues[0].start == 15


def test_cues_end_where_sentences_end() -> None:
    lines = lines_of("Pain begins with a signal. Cells release an acid that an enzyme then turns into more.")
    assert any(cue[-1].endswith("signal.") for cue in lines)


def test_a_sentence_that_fits_stays_whole_over_a_comma() -> None:
    lines = lines_of("There is a tunnel in the enzyme, and aspirin slips in.")
    assert lines == [("There is a tunnel in the enzyme,", "and aspirin slips in.")]


def test_no_line_ends_with_an_article_or_a_preposition() -> None:
    text = (
        "The drug competes for the same binding pocket of the receptor and with it the signal in the cell "
        "stops at the membrane for the rest of the day in a way that the body can bear"
    )
    for cue in lines_of(text):
        for line in cue:
            assert line.split()[-1].lower() not in {"the", "a", "of", "for", "in", "at", "with"}


def test_chinese_without_spaces_is_broken_by_characters() -> None:
    text = "阿司匹林是一种小分子药物它把乙酰基转移到环氧合酶的丝氨酸上从而阻断前列腺素的合成并减轻疼痛和发热"
    cues = cues_of(text)
    assert "".join(line for cue in cues for line in cue.lines) == text
    assert all(len(line) <= LINE // 2 for cue in cues for line in cue.lines)


def test_cues_can_be_shifted_to_their_place_in_the_cut() -> None:
    cue = CaptionCue(start=3, end=9, lines=("a",))
    assert shift([cue], 100) == (CaptionCue(start=103, end=109, lines=("a",)),)


def test_srt_counts_its_cues_and_writes_commas() -> None:
    cues = (
        CaptionCue(start=15, end=60, lines=("One", "two")),
        CaptionCue(start=108_030, end=108_060, lines=("b",)),
    )
    assert as_srt(cues, FPS) == (
        "1\n00:00:00,500 --> 00:00:02,000\nOne\ntwo\n\n2\n01:00:01,000 --> 01:00:02,000\nb\n"
    )


def test_vtt_has_its_header_and_escapes_markup() -> None:
    written = as_vtt((CaptionCue(start=0, end=30, lines=("a < b & c",)),), FPS)
    assert written == "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na &lt; b &amp; c\n"
    assert re.match(r"^WEBVTT\n", written)


def test_a_name_is_not_parted_from_its_title_and_an_interval_stays_whole() -> None:
    said = (
        "The trial was led by the well-known Dr. Ada Lint and the equally well-known Prof. Bo Cole of Lund."
    )
    assert not any(cue.lines[-1].endswith(("Dr.", "Prof.")) for cue in cues_of(said))
    ratio = "Hazard ratio for death from cardiovascular causes 0.62 (95% CI 0.49 to 0.77)."
    assert not any(line.endswith(("(95%", "(95% CI")) for lines in lines_of(ratio) for line in lines)


def foreign(text: str, language: str, frames: int = 12) -> list[tuple[str, ...]]:
    words = [
        TimedWord(text=word, start=15 + place * frames, end=14 + (place + 1) * frames)
        for place, word in enumerate(spoken_words(text, language))
    ]
    return [cue.lines for cue in caption_cues(words, words[-1].end + 30, FPS, language=language)]


def test_japanese_captions_have_no_spaces_and_at_most_fifteen_wide_characters_a_line() -> None:
    text = "リシノプリルは変換酵素を阻害します。ホルモンが減り、血管が広がり、血圧が下がります。"
    lines = [line for cue in foreign(text, "ja-JP", frames=30) for line in cue]
    assert "".join(lines) == text
    assert all(len(line) <= 15 for line in lines)
    assert not any(line[0] in "、。ー" for line in lines)


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("de-DE", "Der Wirkstoff besetzt das Zentrum des Enzyms und senkt so den Blutdruck in der Nacht.",
         {"das", "des", "und", "den", "in", "der"}),
        ("pt-BR", "O medicamento bloqueia o transportador no rim e reduz a glicose no sangue.",
         {"o", "de", "no", "e", "a", "que", "ao"}),
        ("ar", "يرتبط الدواء بالموقع النشط في الإنزيم ويقلل من الهرمون الذي يضيّق الأوعية الدموية في الجسم.",
         {"في", "من", "الذي"}),
    ],
)  # fmt: skip
def test_no_line_ends_on_a_word_that_belongs_to_the_next_one(
    language: str, text: str, held: set[str]
) -> None:
    cues = foreign(text, language)
    lines = [line for cue in cues for line in cue]
    assert len(lines) > 1
    assert not held & {line.split()[-1] for line in lines}


def test_a_hindi_line_does_not_begin_with_a_postposition() -> None:
    text = "यह दवा रक्त वाहिकाओं को कसने वाले हार्मोन के बनने की गति को कम करती है और रक्तचाप घटता है।"
    lines = [line for cue in foreign(text, "hi-IN") for line in cue]
    assert not {"को", "के", "की", "है", "वाले"} & {line.split()[0] for line in lines}


def test_a_german_ordinal_ends_no_caption() -> None:
    lines = foreign("Die Zulassung gilt seit dem 3. Mai dieses Jahres in allen Ländern der Union.", "de-DE")
    assert not any(line.endswith("3.") for cue in lines for line in cue)


TAKES = {
    "en-US": "Aspirin blocks the enzyme COX-1, and with it the signal for pain, for the rest of the day.",
    "ja": "ダパグリフロジンは腎臓のSGLT2を阻害し、糖は尿とともに体外へ出ます。",
    "ar": "يمنع داباغليفلوزين بروتين SGLT2 في الكلية، فيخرج السكر مع البول.",
    "de": "Der Natriumglukosecotransporterhemmstoffwechselvorgangsbeschleuniger wirkt in der Niere.",
}


@pytest.mark.parametrize("language", TAKES)
def test_each_word_lights_up_when_it_is_heard(language: str) -> None:
    texts = spoken_words(TAKES[language], language)
    words = [
        TimedWord(text=text, start=15 + 9 * place, end=22 + 9 * place) for place, text in enumerate(texts)
    ]
    cues = caption_cues(words, words[-1].end + 20, FPS, language=language)
    told = [(cue, word) for cue in cues for word in cue.words]
    assert "".join(cue.lines[word.line][word.first : word.last] for cue, word in told) == "".join(texts)
    starts = {word.start for word in words}
    torn = [word for _, word in told if word.start not in starts]
    assert len(told) - len(torn) == len(texts)
    # Two frames of breath are too short to be seen: the light goes on to the next word.
    for (cue, one), (_, other) in itertools.pairwise(told):
        assert cue.start <= one.start < one.end <= cue.end
        assert one.end <= other.start


def test_the_light_goes_out_in_a_pause() -> None:
    words = [TimedWord(text="Wait.", start=10, end=20), TimedWord(text="Now.", start=50, end=60)]
    (cue,) = caption_cues(words, 90, FPS, language="en")[:1]
    assert cue.words[0].end == 20


def test_moved_cues_take_their_words_along() -> None:
    cue = cues_of("Aspirin is a small molecule.")[0]
    (moved,) = shift([cue], 100)
    assert [word.start for word in moved.words] == [word.start + 100 for word in cue.words]


@pytest.mark.parametrize(
    "said",
    [
        "A glass of it on an ordinary morning has 2 g of fibre and no added sugar at all.",
        "With your breakfast you then get about 2 g of fibre from a single glass of it.",
        "Of the people in the trial who took it, as many as 12 of 100 felt better in the end.",
        "It was taken with water every morning for about 12 weeks in all by the people of the study.",
    ],
)
def test_a_number_keeps_its_unit_and_the_unit_what_it_measures(said: str) -> None:
    ends = [line for lines in lines_of(said) for line in lines][:-1]
    assert ends
    assert not any(re.search(r"(?:\d|\bg)$", line) for line in ends)
