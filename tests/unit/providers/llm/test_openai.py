"""What is particular to OpenAI and servers that speak its protocol; the rest is in the contract of models."""

from contract.model_server import model_server
from contract.openai_wire import OpenAIWire
from picturelock.providers.llm.openai import OpenAIModel


async def test_a_server_of_ones_own_needs_no_key() -> None:
    with model_server(OpenAIWire(), "{}") as server:
        model = OpenAIModel("qwen3", base_url=f"{server.url}/")

        reply = await model.complete("system", "user", answer={"type": "object"}, max_tokens=50)
        await model.close()

    assert reply.text == "{}"
    assert server.asked[0].model == "qwen3"
    # Other servers than OpenAI's know the older name of this field only.
    assert server.asked[0].body["max_tokens"] == 50
    assert "max_completion_tokens" not in server.asked[0].body


async def test_a_server_that_refuses_one_response_format_is_sent_none() -> None:
    with model_server(OpenAIWire(), "{}") as server:
        server.behaviours[:] = ["no_schema"]
        model = OpenAIModel("qwen3", base_url=server.url)

        await model.complete("system", "user", answer={"type": "object"}, max_tokens=50)
        await model.close()

    assert ["response_format" in asked.body for asked in server.asked] == [True, False]
