import io
import subprocess
import wave
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from fakes.production import ProductBrief
from fakes.service import Opened, pdf, png, word_document
from picturelock.domain.door_limits import DoorLimits
from picturelock.domain.shot import Artifact, FootageMeasures
from picturelock.providers.film.ffmpeg import ffmpeg_program

FILE_LIMIT = DoorLimits().file_bytes
FIELDS = {"drug_name": "Aspirin", "condition": "pain"}


async def _send(service: Opened, files: list[tuple[str, tuple[str, bytes]]], **fields: str) -> httpx.Response:
    return await service.client.post("/create-moa", data={**FIELDS, **fields}, files=files)


async def test_a_form_has_the_same_names_as_json(service: Opened) -> None:
    answer = await service.client.post(
        "/create-moa",
        data={**FIELDS, "captions": "false", "seed": "7", "tone": "", "brand_colors": ["#0b7fab", "#b85c00"]},
    )
    assert answer.status_code == 200
    payload = service.production.orders[0].payload
    assert (payload["captions"], payload["seed"], payload["brand_colors"]) == (
        "off",
        7,
        ["#0b7fab", "#b85c00"],
    )
    assert payload["tone"] == "clear and educational"


async def test_documents_become_reference_texts(service: Opened) -> None:
    answer = await _send(
        service,
        [
            ("documents", ("label.pdf", pdf("Take with water."))),
            ("documents", ("C:\\Users\\Ann\\notes.docx", word_document("Keep dry.", "Store cool."))),
            ("documents", ("plain.txt", "Für Erwachsene.".encode("cp1252"))),
        ],
        reference_docs='[{"name": "typed", "text": "Once a day."}]',
    )
    assert answer.status_code == 200, answer.text
    assert service.production.orders[0].payload["reference_docs"] == [
        {"name": "typed", "text": "Once a day."},
        {"name": "label.pdf", "text": "Take with water.\f"},
        {"name": "notes.docx", "text": "Keep dry.\n\nStore cool.\n\nDose | 75 mg"},
        {"name": "plain.txt", "text": "Für Erwachsene."},
    ]


async def test_a_logo_is_kept_as_a_take_and_named_by_its_key(service: Opened) -> None:
    assert (await _send(service, [("logo", ("logo.png", png()))])).status_code == 200
    key = str(service.production.orders[0].payload["logo"])
    assert service.takes.path(Artifact(key=key, name="picture.png")).read_bytes().startswith(b"\x89PNG")
    shown = await service.client.get(f"/takes/{key}/picture.png")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")


def _tune(seconds: float) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as opened:
        opened.setparams((1, 1, 8_000, 0, "NONE", ""))
        opened.writeframes(bytes(range(64, 192)) * round(seconds * 8_000 / 128))
    return made.getvalue()


async def test_own_music_is_kept_as_a_take_and_titled_by_its_file(service: Opened) -> None:
    answer = await _send(service, [("music", ("C:\\Songs\\Morning.wav", _tune(2.5)))])
    assert answer.status_code == 200, answer.text
    payload = service.production.orders[0].payload
    assert payload["music_title"] == "Morning.wav"
    kept = service.takes.path(Artifact(key=str(payload["music"]), name="music.flac"))
    assert kept.read_bytes().startswith(b"fLaC")


async def test_own_music_beside_a_mood_is_refused_at_its_field(service: Opened) -> None:
    answer = await _send(service, [("music", ("a.wav", _tune(2.5)))], mood="calm")
    assert answer.status_code == 422
    assert "music" in [problem["field"] for problem in answer.json()["problems"]]


async def test_a_file_field_that_was_left_alone_is_no_file(service: Opened) -> None:
    assert (await _send(service, [("logo", ("", b""))])).status_code == 200
    assert service.production.orders[0].payload["logo"] is None


@pytest.mark.parametrize(
    ("field", "name", "content", "reason"),
    [
        ("documents", "scan.pdf", pdf(""), "scan.pdf has no text, only pictures"),
        ("documents", "broken.pdf", b"%PDF-1.4 nothing more", "broken.pdf is not a readable PDF"),
        ("documents", "sheet.docx", b"PK\x03\x04 no zip", "sheet.docx is not a readable DOCX"),
        ("documents", "program.txt", b"\x7fELF\x00\x01\x02\xff\xfe" * 20, "program.txt is not text"),
        ("documents", "empty.txt", b"", "empty.txt is empty"),
        ("documents", "huge.txt", b"x" * (FILE_LIMIT + 1), "huge.txt is larger than 25 MB"),
        ("logo", "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg is not a picture"),
        ("logo", "cut.png", png()[:60], "cut.png is"),
        ("images", "photo.png", png(), "shows no pictures of yours yet"),
        ("clip", "pouring.mp4", b"x", "shows no clips of yours yet"),
        ("video", "x.mp4", b"x", "is not a file field"),
        ("music", "words.mp3", b"only words" * 99, "words.mp3 is not audio that can be used"),
        ("music", "short.wav", _tune(1), "short.wav is 1.0 s long"),
        ("music", "huge.mp3", b"x" * (FILE_LIMIT + 1), "huge.mp3 is larger than 25 MB"),
    ],
)
async def test_a_bad_upload_says_which_file_and_why_and_nothing_starts(
    service: Opened, field: str, name: str, content: bytes, reason: str
) -> None:
    answer = await _send(service, [(field, (name, content))])
    assert answer.status_code == 422
    assert reason in answer.json()["detail"]
    assert not service.production.orders


async def test_problems_of_files_and_fields_come_in_one_answer(service: Opened) -> None:
    answer = await service.client.post(
        "/create-moa",
        data={"drug_name": "Aspirin"},
        files=[("documents", ("scan.pdf", pdf(""))), ("logo", ("logo.txt", b"no picture"))],
    )
    assert [problem["field"] for problem in answer.json()["problems"]] == ["documents", "logo", "condition"]


async def test_more_than_ten_documents_are_refused(service: Opened) -> None:
    answer = await _send(service, [("documents", (f"{n}.txt", b"text")) for n in range(11)])
    assert "are 11; 10 are allowed" in answer.json()["detail"]


async def _send_product(service: Opened, files: list[tuple[str, tuple[str, bytes]]]) -> httpx.Response:
    return await service.client.post("/create", data={"topic": "oats", "brand_name": "Morrow"}, files=files)


async def test_own_pictures_and_clips_are_kept_as_footage_in_the_order_in_which_they_were_sent(
    service: Opened, tmp_path: Path
) -> None:
    clip = moving(tmp_path)
    answer = await _send_product(
        service,
        [("image", ("a.png", png())), ("clip", ("b.mp4", clip)), ("images", ("c.png", png(40, 30)))],
    )
    assert answer.status_code == 200, answer.text
    payload = service.production.orders[0].payload
    brief = ProductBrief.model_validate(payload)
    assert [media.name for media in brief.own_media] == ["picture.png", "clip.mp4", "picture.png"]
    assert [media.key for media in brief.own_media[::2]] == list(brief.images)
    measured = [
        FootageMeasures.model_validate_json(
            service.takes.path(Artifact(key=media.key, name="measures.json")).read_text()
        )
        for media in brief.own_media
    ]
    assert [(one.name, one.seconds) for one in measured] == [("a.png", 0), ("b.mp4", 1), ("c.png", 0)]
    kept = service.takes.path(brief.own_media[1])
    assert sorted(file.name for file in kept.parent.iterdir()) == ["clip.mp4", "measures.json"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("notes.mp4", b"hello", "notes.mp4 is not a video that can be read, or is damaged"),
        ("empty.mov", b"", "empty.mov is empty"),
        ("photo.mp4", png(), "photo.mp4 is a still picture and not a video"),
        ("huge.mkv", b"x" * (FILE_LIMIT + 1), "huge.mkv is larger than 25 MB"),
    ],
)
async def test_a_clip_that_cannot_be_used_is_told_at_its_field(
    service: Opened, name: str, content: bytes, reason: str
) -> None:
    answer = await _send_product(service, [("clip", (name, content))])
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert (problem["field"], problem["message"]) == ("clips", reason)
    assert not service.production.orders


def test_an_order_of_media_names_each_of_them_once() -> None:
    keys: dict[str, Any] = {"images": ["a" * 32], "clips": ["b" * 32]}
    told = {"topic": "oats", "brand_name": "Morrow", **keys}
    mixed = ProductBrief.model_validate({**told, "media_order": ["b" * 32, "a" * 32]})
    assert [media.name for media in mixed.own_media] == ["clip.mp4", "picture.png"]
    with pytest.raises(ValidationError, match="must name each key of images and clips once"):
        ProductBrief.model_validate({**told, "media_order": ["b" * 32]})


def moving(folder: Path) -> bytes:
    """A clip of one second."""
    place = folder / "moving.mp4"
    drawn = ["-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=1", str(place)]
    subprocess.run([ffmpeg_program(), "-v", "error", *drawn], check=True)
    return place.read_bytes()
