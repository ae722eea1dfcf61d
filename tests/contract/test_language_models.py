"""Every language model behaves the same: what it answers, how it is cut, and how its failures are told."""

import json
import socket
from collections.abc import AsyncGenerator, Callable, Generator

import pytest

from contract.openai_server import Behaviour, OpenAIServer, openai_server
from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.pipelines.moa import MoaBrief
from picturelock.ports.films import Ask
from picturelock.ports.models import LanguageModel
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.writing.model_writer import ModelWriter

KEY = "sk-test"
SCHEMA: JsonObject = {
    "type": "object",
    "properties": {"title": {"type": "string"}},
    "required": ["title"],
    "additionalProperties": False,
}
ANSWER = json.dumps({"title": "How aspirin works"})

# A provider that is added to `providers/llm` is added here, over the server that speaks its protocol.
Open = Callable[[str, float], OpenAIModel]
MODELS: dict[str, Open] = {
    "openai": lambda url, timeout: OpenAIModel(
        "gpt-test", api_key=KEY, base_url=url, timeout=timeout, backoff=0.01
    )
}


@pytest.fixture
def server() -> Generator[OpenAIServer]:
    with openai_server(ANSWER) as running:
        yield running


@pytest.fixture(params=sorted(MODELS))
async def model(request: pytest.FixtureRequest, server: OpenAIServer) -> AsyncGenerator[LanguageModel]:
    opened = MODELS[request.param](server.url, 20.0)
    yield opened
    await opened.close()


async def failure_of(model: LanguageModel) -> ProviderError:
    with pytest.raises(ProviderError) as failed:
        await model.complete("system", "user", answer=SCHEMA, max_tokens=100)
    assert failed.value.provider == model.name
    return failed.value


def behave(server: OpenAIServer, *behaviours: Behaviour) -> None:
    server.behaviours[:] = behaviours


async def test_an_answer_comes_whole_with_what_it_cost(model: LanguageModel, server: OpenAIServer) -> None:
    reply = await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    assert (reply.text, reply.finish) == (ANSWER, "stop")
    assert (reply.input_tokens, reply.output_tokens) == (10, -(-len(ANSWER) // 4))
    assert server.keys == [f"Bearer {KEY}"]


async def test_rules_and_material_are_asked_in_different_turns(
    model: LanguageModel, server: OpenAIServer
) -> None:
    await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    turns = [(turn["role"], turn["content"]) for turn in server.asked[0]["messages"]]
    assert turns[-1] == ("user", "the brief")
    assert any(role == "system" and "the rules" in content for role, content in turns)
    assert not any("the brief" in content for role, content in turns if role == "system")


async def test_the_schema_is_asked_for_natively_and_shown_in_the_prompt(
    model: LanguageModel, server: OpenAIServer
) -> None:
    await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    asked = server.asked[0]
    assert asked["response_format"]["type"] == "json_schema"
    assert "title" in asked["response_format"]["json_schema"]["schema"]["properties"]
    assert any(
        turn["role"] == "system" and '"title"' in turn["content"].replace("\\", "")
        for turn in asked["messages"]
    )


async def test_a_server_without_schemas_is_asked_in_the_prompt_from_then_on(
    model: LanguageModel, server: OpenAIServer
) -> None:
    behave(server, "no_schema")

    first = await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)
    second = await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    assert first.text == second.text == ANSWER
    kinds = [asked.get("response_format", {}).get("type") for asked in server.asked]
    assert kinds.count("json_schema") == 1
    assert len(kinds) == 3


async def test_a_cut_answer_is_handed_over_and_says_that_it_was_cut(model: LanguageModel) -> None:
    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=3)

    assert (reply.text, reply.finish) == (ANSWER[:12], "length")


async def test_text_around_the_answer_is_handed_over_as_it_came(
    model: LanguageModel, server: OpenAIServer
) -> None:
    behave(server, "prose")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=100)

    assert ANSWER in reply.text
    assert reply.text.startswith("Certainly!")


async def test_a_refusal_is_a_finish_with_its_words_and_no_failure(
    model: LanguageModel, server: OpenAIServer
) -> None:
    behave(server, "refusal")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=100)

    assert (reply.text, reply.finish) == ("I can't help with that.", "refused")


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ("401", "the provider refused the key; check OPENAI_API_KEY"),
        ("404", "there is no model called 'gpt-test'"),
        ("quota", "no credit left"),
    ],
)
async def test_what_another_try_would_not_change_is_told_at_once(
    model: LanguageModel, server: OpenAIServer, behaviour: Behaviour, says: str
) -> None:
    behave(server, behaviour)

    failed = await failure_of(model)

    assert says in str(failed)
    assert not failed.retryable
    assert len(server.asked) == 1


@pytest.mark.parametrize("behaviour", ["429", "500", "close"])
async def test_a_failure_that_passes_is_waited_out(
    model: LanguageModel, server: OpenAIServer, behaviour: Behaviour
) -> None:
    behave(server, behaviour, behaviour, "ok")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=100)

    assert reply.text == ANSWER
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("behaviour", "says"), [("429", "rate limit"), ("500", "a problem of its own"), ("close", "broke off")]
)
async def test_a_failure_that_stays_is_told_after_two_more_tries(
    model: LanguageModel, server: OpenAIServer, behaviour: Behaviour, says: str
) -> None:
    behave(server, behaviour)

    failed = await failure_of(model)

    assert says in str(failed)
    assert failed.retryable
    assert len(server.asked) == 3


async def test_a_long_wait_is_told_instead_of_waited_for(model: LanguageModel, server: OpenAIServer) -> None:
    behave(server, "429_long")

    failed = await failure_of(model)

    assert "wait 3600 seconds" in str(failed)
    assert failed.retryable
    assert len(server.asked) == 1


@pytest.mark.parametrize("provider", sorted(MODELS))
async def test_a_provider_that_hangs_is_given_up(provider: str, server: OpenAIServer) -> None:
    behave(server, "hang")
    opened = MODELS[provider](server.url, 0.2)

    failed = await failure_of(opened)
    await opened.close()

    assert "no answer within 0.2 seconds" in str(failed)
    assert failed.retryable


@pytest.mark.parametrize("provider", sorted(MODELS))
async def test_no_connection_is_said_with_the_address(provider: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: every connection is refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        opened = MODELS[provider](url, 5.0)

        failed = await failure_of(opened)
        await opened.close()

    assert f"no connection to {url}" in str(failed)
    assert failed.retryable


async def test_a_cut_plan_is_written_whole_with_more_room(model: LanguageModel, server: OpenAIServer) -> None:
    roles = ("opening", "middle", "closing")
    scenes = [{"title": role, "purpose": "p" * 300, "role": role} for role in roles]
    plan = {"title": "A film", "scenes": scenes, "notes": ["n" * 40_000]}
    server.answer = lambda _: json.dumps(plan)
    brief = MoaBrief(drug_name="Aspirin", condition="pain")
    ask = Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework())

    made = await ModelWriter(model).write(ask)

    assert [scene.role for scene in made.scenes] == list(roles)
    assert [asked["max_tokens"] for asked in server.asked] == [4_000, 8_000, 16_000]


async def test_the_name_tells_provider_and_model(model: LanguageModel) -> None:
    assert model.name == "openai:gpt-test"
