"""One film whose stages run on different machines, which share nothing but a bucket."""

from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from contract.s3_server import BUCKET, S3Server, s3_server
from fakes.story import BOARD, PLAN, SCRIPT
from fakes.tools import FakeAssembler, FakeTools
from picturelock.domain.brief import PICTURE
from picturelock.domain.cut import Cut
from picturelock.domain.digest import digest
from picturelock.domain.frozen import JsonObject
from picturelock.domain.shot import Artifact
from picturelock.domain.voice import VoiceTakes
from picturelock.engine.production import StageFailedError, StageOrder, StageResult
from picturelock.pipelines.film_production import FilmProduction
from picturelock.ports.films import Assembled, Takes
from picturelock.ports.progress import Report
from picturelock.providers.store.object_store import open_store
from picturelock.settings import Settings
from picturelock.wiring import open_takes

LOGO = digest("a logo")
PAYLOAD: JsonObject = {"drug_name": "Aspirin", "condition": "pain", "quality": "low", "logo": LOGO}
STAGES = ("scenes", "script", "visuals", "tts", "render")


@dataclass
class ReadingAssembler(FakeAssembler):
    """Opens every file that the cut names, as a real one does."""

    takes: Takes | None = None
    read: int = 0

    async def assemble(self, cut: Cut, *, to: Path, report: Report) -> Assembled:
        assert self.takes is not None
        for clip in (*cut.picture.clips, *cut.voice.clips):
            assert self.takes.path(clip.media).stat().st_size > 0
            self.read += 1
        return await super().assemble(cut, to=to, report=report)


@dataclass
class Machine:
    """A worker with a home of its own."""

    fakes: FakeTools
    takes: Takes
    production: FilmProduction
    assembler: ReadingAssembler

    async def run(self, stage: str, results: dict[str, StageResult]) -> None:
        """Run a stage from what the stages before it came to."""
        order = StageOrder(
            session_id="vid_1",
            kind="moa",
            payload=PAYLOAD,
            stage=stage,
            version=1,
            inputs={name: result.take for name, result in results.items()},
        )
        results[stage] = await self.production.run(order, lambda _: None)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Generator[S3Server]:
    with s3_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
async def machines(server: S3Server, tmp_path: Path) -> AsyncGenerator[list[Machine]]:
    async with AsyncExitStack() as stack:
        made: list[Machine] = []
        for name in ("a", "b", "c"):
            home = tmp_path / name
            settings = {"PICTURELOCK_HOME": home, "PICTURELOCK_STORE": f"s3://{BUCKET}"}
            takes = await stack.enter_async_context(open_takes(Settings.model_validate(settings)))
            fakes = FakeTools(home / "fakes")
            fakes.writer.answers = [PLAN, SCRIPT, BOARD]
            assembler = ReadingAssembler(takes=takes)
            tools = replace(fakes.tools, takes=takes, assembler=assembler)
            made.append(Machine(fakes, takes, FilmProduction(tools), assembler))
        yield made


async def test_every_stage_goes_on_from_what_another_machine_made(machines: list[Machine]) -> None:
    first, second, third = machines
    results: dict[str, StageResult] = {}
    for stage, machine in zip(STAGES, (first, first, first, second, third), strict=True):
        await machine.run(stage, results)
    assert third.assembler.read == len(PLAN.scenes) + len(second.fakes.voice.spoken)
    film = Artifact.model_validate(results["render"].take["video"])
    await first.takes.bring([film])
    assert first.takes.path(film).read_bytes() == b"film.mp4"


async def test_what_one_machine_made_another_does_not_make_again(machines: list[Machine]) -> None:
    first, second, _ = machines
    made: dict[str, StageResult] = {}
    again: dict[str, StageResult] = {}
    for stage in STAGES:
        await first.run(stage, made)
        await second.run(stage, again)
    assert again == {**made, "render": again["render"]}
    assert again["render"].take == made["render"].take
    fakes = second.fakes
    assert (fakes.writer.asked, fakes.voice.spoken, fakes.renderer.drawn, fakes.renderer.stills) == ([],) * 4


async def test_an_uploaded_logo_is_brought_to_the_machine_that_draws(machines: list[Machine]) -> None:
    first, second, _ = machines

    async def make(folder: Path) -> None:
        (folder / PICTURE).write_bytes(b"logo")

    await first.takes.take(LOGO, make)
    await second.run("scenes", {})
    assert second.takes.path(Artifact(key=LOGO, name=PICTURE)).read_bytes() == b"logo"


async def test_a_stage_whose_recording_is_damaged_in_the_store_fails_with_the_reason(
    machines: list[Machine],
) -> None:
    first, second, _ = machines
    results: dict[str, StageResult] = {}
    for stage in STAGES[:4]:
        await first.run(stage, results)
    store = open_store(f"s3://{BUCKET}")
    recording = VoiceTakes.model_validate(results["tts"].take).scenes[0].beats[0].audio
    for found in store.list(f"takes/{recording.key}/", return_arrow=False).collect():  # pyright: ignore[reportUnknownMemberType] - pyarrow's half is untyped
        if not found["path"].endswith("manifest.json"):
            store.put(found["path"], b"noise")
    with pytest.raises(StageFailedError, match=r"PICTURELOCK_STORE: take \w+ in s3://films is damaged"):
        await second.run("render", results)
    await first.run("render", results)
