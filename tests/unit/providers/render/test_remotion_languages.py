"""Product scenes in other languages: as a person saw them, within their places, with no English of our own.

``PICTURELOCK_UPDATE_GOLDEN=1`` writes the pictures anew; look at them before you commit them.
"""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.frames import FrameFormat
from picturelock.domain.hyphens import SOFT_HYPHEN
from picturelock.domain.look import DARK
from picturelock.domain.picture_language import picture_language
from picturelock.domain.shot import Motion, Shot
from picturelock.domain.timing import BeatSpan
from picturelock.providers.render.lettering import lettered
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.providers.render.remotion_project import PROJECT

GOLDEN = Path(__file__).parents[3] / "golden" / "languages"
UPDATE = bool(os.environ.get("PICTURELOCK_UPDATE_GOLDEN"))
LENGTH, AT = 120, 100
SCENES: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "ar": (
        "steps",
        {
            "title": "من النبع إلى الصنبور",
            "steps": [
                {"label": "الجمع", "detail": "الينابيع محاطة بسياج"},
                {"label": "الترشيح", "detail": "pH 7.2 بعد الرمل"},
                {"label": "التوزيع", "detail": "ليلًا ونهارًا"},
            ],
        },
        ("ما يُقال عن الصورة، مثل COX-1،", "مكتوب هنا."),
    ),
    "hi": (
        "chart",
        {
            "title": "हर ऋतु के नमूने",
            "kind": "bars",
            "bars": [{"label": "वसंत", "value": 31.5}, {"label": "शीत", "value": 48, "emphasis": True}],
            "unit": "%",
            "y_label": "नमूनों का हिस्सा",
        },
        ("जो बोला जाता है,", "वह यहाँ लिखा है।"),
    ),
    "ja": (
        "quotation",
        {
            "quote": "飲み水は、ほかのどの食品よりも頻繁に検査されている食品です。",
            "who": "水道局の年次報告書",
            "source": "架空のブランドの報告書、4ページ",
        },
        ("話される言葉が", "ここに書かれています。"),
    ),
}


def ordered(language: str, template: str, props: dict[str, Any], lines: tuple[str, ...] = ()) -> DrawOrder:
    return DrawOrder(
        shot=Shot(
            scene_id="s1",
            engine="remotion",
            template=template,
            props=props,
            motion=Motion(emphasis="underline"),
        ),
        palette=DARK,
        frame=FrameFormat(width=480, height=270, fps=15),
        length=LENGTH,
        beats=tuple(BeatSpan(beat_id=f"s1b{k + 1}", start=30 * k, end=30 * (k + 1)) for k in range(4)),
        captions=(CaptionCue(start=0, end=LENGTH, lines=lines),) if lines else (),
        language=language,
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def renderer() -> AsyncIterator[RemotionRenderer]:
    renderer = RemotionRenderer(lambda artifact: Path(artifact.name))
    yield renderer
    await renderer.stop()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("language", list(SCENES))
async def test_the_picture_is_the_one_a_person_looked_at(
    renderer: RemotionRenderer, language: str, tmp_path: Path
) -> None:
    await renderer.still(ordered(language, *SCENES[language]), at=AT, to=tmp_path / "drawn.png")
    drawn = np.asarray(Image.open(tmp_path / "drawn.png").convert("RGB")) & np.uint8(0xFC) | np.uint8(0x02)
    file = GOLDEN / f"remotion_{language}.png"
    if UPDATE:
        Image.fromarray(drawn).save(file, optimize=True)
    away = np.abs(drawn.astype(np.float64) - np.asarray(Image.open(file)).astype(np.float64)).mean(axis=2)
    assert away.mean() < 1.5
    assert away.reshape(18, 15, 32, 15).mean(axis=(1, 3)).max() < 12.0


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_read_from_the_right_begins_there(renderer: RemotionRenderer) -> None:
    texts = await renderer.measure(ordered("ar", *SCENES["ar"]), at=AT)
    boxes: dict[str, Any] = {str(text["text"]): text for text in texts}
    assert boxes["من النبع إلى الصنبور"]["right"] > 1700
    assert boxes["الجمع"]["left"] > boxes["الترشيح"]["right"] > boxes["التوزيع"]["right"]
    assert not [text for text in boxes.values() if text["cramped"]]


@pytest.mark.asyncio(loop_scope="module")
async def test_a_long_compound_is_broken_with_a_hyphen_rather_than_made_small(
    renderer: RemotionRenderer,
) -> None:
    steps = [{"label": "Qualitätssicherungsprüfung"}, *({"label": "Ende"} for _ in range(4))]
    (label,) = [
        text
        for text in await renderer.measure(ordered("de", "steps", {"title": "Wege", "steps": steps}), at=AT)
        if str(text["text"]).startswith("Quali")
    ]
    assert SOFT_HYPHEN in str(label["text"])
    assert float(str(label["size"])) > 36


def test_an_order_tells_the_page_of_its_language() -> None:
    told: Any = lettered(ordered("de-DE", "statement", {"text": "Die Qualitätssicherungsprüfung"}))
    assert told["lettering"]["words"]["Illustrative"] == "Beispielhaft"
    assert told["lettering"]["numbers"]["point"] == ","
    assert list(told["lettering"]["hyphened"]) == ["Qualitätssicherungsprüfung"]
    assert told["shot"]["props"] == {"text": "Die Qualitätssicherungsprüfung"}
    assert lettered(ordered("ar", "statement", {}))["lettering"]["family"] == "Noto Sans Arabic"  # pyright: ignore[reportIndexIssue, reportArgumentType, reportCallIssue, reportOptionalSubscript]


def test_components_say_words_of_their_own_only_through_the_table() -> None:
    words = picture_language("de").words
    for file in sorted((PROJECT / "src").glob("**/*.tsx")):
        source = file.read_text(encoding="utf-8").partition("export default template(")[0]
        for said in re.findall(r"say\(\w+, '([^']+)'\)", source):
            assert said in words, f"{file.name}: {said}"
        alone = re.findall(
            r"^\s+[A-Za-z][A-Za-z ,.’]* [A-Za-z ,.’]+$|>\s*[A-Za-z]{3,}[^<>{}=();]*</|\btext=\"[^\"]+\"",
            source,
            re.M,
        )
        assert not alone, f"{file.name}: {alone}"
