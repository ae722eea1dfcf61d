"""What keeping takes saves: a film made cold, again, and with one word changed; where scenes spend time.

Run: .venv/bin/python bench/render.py [BRIEF.json] [low|high]
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from picturelock.domain.cut import Film
from picturelock.domain.drawing import Drawn
from picturelock.domain.frozen import JsonObject
from picturelock.engine.production import StageOrder
from picturelock.pipelines.film_production import FilmProduction
from picturelock.settings import Settings
from picturelock.wiring import open_tools


async def make(
    production: FilmProduction, kind: str, payload: JsonObject, script: JsonObject | None
) -> dict[str, JsonObject]:
    """Run every stage, with ``script`` in place of the written one; the takes by stage."""
    takes: dict[str, JsonObject] = {}
    for stage in (planned.name for planned in production.plan(kind)):
        if stage == "script" and script is not None:
            takes[stage] = script
            continue
        order = StageOrder(
            session_id="bench",
            kind=kind,
            payload=payload,
            stage=stage,
            version=1,
            inputs=takes,
            attended=False,
        )
        takes[stage] = (await production.run(order, lambda _: None)).take
    return takes


def one_word_changed(takes: dict[str, JsonObject]) -> JsonObject:
    """The script with one word of the second scene's first beat changed."""
    script = json.loads(json.dumps(takes["script"]))
    beat = script["scenes"][1]["beats"][0]
    beat["text"] = beat["text"].replace(" ", " really ", 1)
    return script


def scene_times(home: Path) -> None:
    print(f"\n{'scene take':34} {'frames':>7} {'drawing':>9} {'encoding':>9} {'rest':>7}")
    for facts in sorted(home.glob("takes/**/drawn.json")):
        drawn = Drawn.model_validate_json(facts.read_text())
        print(
            f"{drawn.video.key:34} {drawn.frames:7d} {drawn.drawing_seconds:8.2f}s "
            f"{drawn.encoding_seconds:8.2f}s {drawn.other_seconds:6.2f}s"
        )


async def main(brief: Path, quality: str) -> None:
    asked = json.loads(brief.read_text())
    payload = {**asked["payload"], "quality": quality}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(PICTURELOCK_HOME=Path(folder))  # pyright: ignore[reportCallIssue]
        async with open_tools(settings) as tools:
            production = FilmProduction(tools)
            seconds: dict[str, float] = {}
            takes: dict[str, JsonObject] = {}
            changed: JsonObject | None = None
            for label in ("cold", "again", "one word changed"):
                started = time.perf_counter()
                made = await make(production, asked["video_type"], payload, changed)
                seconds[label] = time.perf_counter() - started
                takes = takes or made
                changed = one_word_changed(takes) if label == "again" else None
        film = Film.model_validate(takes["render"])
        print(f"{brief.name}, {quality}: {film.seconds:.1f} s of film, {film.cut.length} frames")
        for label, taken in seconds.items():
            print(f"{label:18} {taken:8.2f} s   {taken / seconds['cold']:6.1%} of cold")
        scene_times(Path(folder))


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("examples/briefs/aspirin_moa.json")
    asyncio.run(main(chosen, sys.argv[2] if len(sys.argv) > 2 else "high"))
