import asyncio

from fakes.production import ASPIRIN, FakeProduction
from fakes.watching import accept_all, at_gate, eventually, until
from picturelock.engine.database import Database
from picturelock.engine.deliveries import Endpoint, register
from picturelock.engine.measures import Measures
from picturelock.engine.studio import Studio


async def test_an_empty_database_has_nothing(studio: Studio) -> None:
    assert await studio.measures() == Measures()


async def test_everything_is_counted_by_what_it_is(
    studio: Studio, production: FakeProduction, database_url: str
) -> None:
    database = Database(database_url)
    told = Endpoint(name="starts", url="https://a.example.com", events=("session.started",))
    await database.write(register, [told], moment=0.0)
    database.close()
    finished = await studio.start("moa", ASPIRIN)
    await accept_all(studio, finished)
    waits = await studio.start("moa", ASPIRIN)
    await at_gate(studio, waits)
    held = production.holds["visuals"] = asyncio.Event()
    at_work = [await studio.start("moa", ASPIRIN, "automatic") for _ in range(3)]
    await eventually(lambda: production.at_once == 1)
    for session_id in at_work:
        while (await studio.session(session_id)).stage != "visuals":
            await until(studio, session_id, "stage_running")

    measures = await studio.measures()

    everything = [await studio.session(session_id) for session_id in (finished, waits, *at_work)]
    assert measures == Measures(
        sessions={"complete": 1, "awaiting": 1, "running": 3},
        events=sum(session.seq for session in everything),
        waiting={"draw": 2},
        working={"draw": 1},
        deliveries={"waiting": 5},
    )
    held.set()
