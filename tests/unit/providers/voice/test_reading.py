from pathlib import Path

import pytest

from picturelock.domain.errors import InvalidInputError
from picturelock.domain.pronunciation import Pronunciation
from picturelock.providers.voice.pronunciation import OwnWords
from picturelock.providers.voice.reading import Reader, Reading


def read(text: str, language: str = "en-US", *taught: Pronunciation, learnt: bool = False) -> Reading:
    return Reader(language, OwnWords(), learnt=learnt).read(text, taught)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Give 0.5 mg/kg q12h.", "Give 0.5 milligrams per kilogram every 12 hours."),
        ("1 mg, 81.5mg", "1 milligram, 81.5 milligrams"),
        ("5-10 mg b.i.d. or bid.", "5 to 10 milligrams twice a day or bid."),
        ("Take 5 mg bid.", "Take 5 milligrams twice a day."),
        ("20 mg po tid prn", "20 milligrams by mouth three times a day as needed"),
        ("95% CI 0.51–0.72", "95 percent confidence interval 0.51 to 0.72"),
        ("p<0.001 (n=5)", "p less than 0.001 (n equals 5)"),
        ("≥5 µg, ≤2×, ±3°C", "at least 5 micrograms, at most 2 times, plus or minus 3 degrees Celsius"),
        ("β-blocker™ and TNF-α", "beta-blocker and TNF-alpha"),
        ("120/80 mmHg", "120 over 80 millimetres of mercury"),
        ("5 mg/kg/day", "5 milligrams per kilogram per day"),
        ("See www.example.com/help.", "See w w w dot example dot com slash help."),
        ("ann.lee@example.org", "ann dot lee at example dot org"),
        ("phase III, factor Xa, type II", "phase 3, factor 10 a, type 2"),
        ("A bid of 12-week COVID-19 and I", "A bid of 12-week COVID-19 and I"),
        ("and/or", "and or"),
        ("COX-1’s “end” — once", 'cocks one\'s "end" once'),
    ],
)
def test_english_is_read_out_in_words(written: str, said: str) -> None:
    assert read(written).text == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de-DE", "0,5 mg/kg alle 12 h", "0,5 Milligramm pro Kilogramm alle 12 Stunden"),
        ("de-DE", "0.5 mg, 1.000 mg", "0,5 Milligramm, 1.000 Milligramm"),
        ("de-DE", "Phase-III-Studie: ≥ 5 %", "Phase 3 Studie: mindestens 5 Prozent"),
        ("fr-FR", "5-10 mg, 12,5 %", "5 à 10 milligrammes, 12,5 pour cent"),
        ("es-ES", "1 kg cada 8 h, 37,5 °C", "1 kilogramo cada 8 horas, 37,5 grados Celsius"),
        ("it-IT", "2 mg/die, 5%", "2 milligrammi per giorno, 5 per cento"),
        ("pt-BR", "5–10 mg/kg por dia", "5 a 10 miligramas por quilograma por dia"),
        ("hi-IN", "5-10 मिग्रा, 95%", "5 से 10 मिलीग्राम, 95 प्रतिशत"),
        ("ar", "0.5 mg/kg، 95%", "0.5 مليغرام لكل كيلوغرام، 95 بالمئة"),
        ("ja-JP", "100mgの5%", "100 ミリグラムの5 パーセント"),
        ("ja-JP", "β遮断薬", " ベータ 遮断薬".strip()),
    ],
)
def test_other_languages_have_their_own_words_for_units_and_signs(
    language: str, written: str, said: str
) -> None:
    assert read(written, language).text == said


def test_each_token_is_one_part_whatever_is_said_for_it() -> None:
    text = "Give 0.5 mg/kg q12h — see www.example.com."
    assert [part.token for part in read(text).parts] == text.split()


def test_a_language_without_a_table_is_read_as_it_is() -> None:
    assert read("Tag 5 mg", "sv-SE").text == "Tag 5 mg"


def test_a_taught_word_has_sounds_and_the_punctuation_around_it() -> None:
    reading = read("“Zyntara®,” Zyntara’s", "en-US", Pronunciation(word="Zyntara", say="zin TAH rah"))
    first, second = reading.parts
    assert first.sounds is not None
    assert first.sounds.arpabet == "Z IH0 N T AA1 R AA0"
    assert first.tail == ""
    assert second.sounds is not None
    assert second.sounds.espeak == "zInt'A:rA:z"


def test_shipped_sounds_are_not_for_voices_that_learnt() -> None:
    assert read("aspirin losartan").parts[1].sounds is not None
    assert read("aspirin losartan", learnt=True).parts[1].sounds is None


def test_only_the_reading_of_what_holds_a_taught_word_changes() -> None:
    taught = Pronunciation(word="Zyntara", say="/zɪnˈtɑːɹə/")
    assert read("It helps.", "en-US", taught).key == read("It helps.").key
    assert read("Zyntara helps.", "en-US", taught).key != read("Zyntara helps.").key


def test_ones_own_files_hold_for_all_films_and_a_film_for_itself(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('language = "en"\n[say]\nZyntara = "zin tah RAH"\n', encoding="utf-8")
    reader = Reader("en-US", OwnWords(tmp_path), learnt=False)
    assert reader.read("Zyntara").parts[0].said == "zin tah rah"
    film = (Pronunciation(word="zyntara", say="ZYE ra"),)
    assert reader.read("Zyntara", film).parts[0].said == "zye ra"
    assert Reader("de-DE", OwnWords(tmp_path), learnt=False).read("Zyntara").parts[0].said == "Zyntara"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[say]\nx = ", "cannot be read"),
        ("x = 1\n", r"no table \[say\]"),
        ('[say]\nZy = "/z1/"\n', "'1' is no sign of the International Phonetic Alphabet"),
        ("[say]\nZy = 5\n", "5: "),
    ],
)
def test_a_file_of_ones_own_that_is_wrong_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "mine.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=rf"mine\.toml: .*{message}"):
        Reader("en-US", OwnWords(tmp_path), learnt=False).read("Zy")
