"""Every sentence of a document is found whole, with the page or the paragraph that it stands in."""

import pytest

from picturelock.domain.brief import ReferenceDocument
from picturelock.domain.sentence import sentences_of, split_sentences


def places(text: str) -> list[tuple[str, str]]:
    document = ReferenceDocument(name="leaflet", text=text)
    return [(sentence.text, sentence.place) for sentence in sentences_of(document)]


def test_a_text_without_pages_is_counted_in_paragraphs() -> None:
    text = (
        "Leaflet\n\nTake one tablet a day. Swallow it whole with\nwater.\n\n"
        "- Do not drive after it.\n- Keep it dry and cool."
    )
    assert places(text) == [
        ("Take one tablet a day.", "paragraph 2"),
        ("Swallow it whole with water.", "paragraph 2"),
        ("Do not drive after it.", "paragraph 3"),
        ("Keep it dry and cool.", "paragraph 3"),
    ]


def test_a_form_feed_ends_a_page() -> None:
    assert places("Take one tablet a day.\f\fKeep it dry and cool.\f") == [
        ("Take one tablet a day.", "page 1"),
        ("Keep it dry and cool.", "page 3"),
    ]


def test_a_sentence_that_runs_over_the_end_of_a_page_stands_where_it_begins() -> None:
    assert places("Take one tablet a day\fwith a glass of water. Keep it dry and cool.\f") == [
        ("Take one tablet a day with a glass of water.", "page 1"),
        ("Keep it dry and cool.", "page 2"),
    ]


def test_a_printed_heading_is_no_part_of_the_sentence_under_it() -> None:
    page = "4.3 Contraindications\nDo not use it in people with a known allergy to any\nof its parts.\f"
    assert places(page) == [("Do not use it in people with a known allergy to any of its parts.", "page 1")]


def test_a_short_warning_is_a_sentence_and_a_heading_is_none() -> None:
    assert [text for text, _ in places("Side effects.\n\nNever share it. Swallow one a day.")] == [
        "Never share it.",
        "Swallow one a day.",
    ]


def test_a_unit_ends_a_sentence_and_an_initial_does_not() -> None:
    text = "The tube holds 30 g. Do not eat it. Drink 2 L. Ask Dr. A. Smith about it."
    assert [found for found, _ in places(text)] == [
        "The tube holds 30 g.",
        "Do not eat it.",
        "Drink 2 L.",
        "Ask Dr. A. Smith about it.",
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ["薬です。", "「毎日飲みます。」", "本当ですか？", "はい！"],
        ["यह दवा है।", "इसे रोज़ लें।", "क्या यह सुरक्षित है?", "हाँ।"],
        ["डॉ. शर्मा से पूछें।", "दवा बंद न करें।"],
        ["هذا دواء.", "هل هو آمن؟", "نعم، اسأل طبيبك!", "تناوله يوميًا."],
        ["Die Zulassung gilt seit dem 3. Mai.", "Sie gilt z. B. für Erwachsene, d. h. ab 18 Jahren."],
        ["Fragen Sie Dr. Weber.", "Die Dosis beträgt 10 mg.", "Im 2. Quartal folgt mehr."],
        ["¿Qué es?", "¡Atención!", "No lo tome con alcohol.", "Consulte p. ej. a la Dra. Gil."],
        ["Est-ce sûr ?", "Oui !", "« Lisez la notice. »", "Voici la règle : une fois par jour."],
        ["Sprechen Sie „sofort!“ aus.", "Danach warten Sie."],
        ["O que é?", "Procure o Dr. Souza ou a Dra. Lima.", "Não use sem orientação."],
    ],
)
def test_sentences_of_other_languages_are_told_apart(sentences: list[str]) -> None:
    gap = "" if sentences[0][-1] == "。" else " "
    assert split_sentences(gap.join(sentences)) == sentences
