"""What is particular to the OpenAI-compatible provider; the rest is in the contract of language models."""

import subprocess
import sys

from contract.openai_server import openai_server
from picturelock.providers.llm.openai import OpenAIModel


def test_its_library_is_not_imported_before_it_is_used() -> None:
    program = (
        "import sys, picturelock.providers.llm.openai as openai\n"
        "openai.OpenAIModel('gpt-test', api_key='sk-test')\n"
        "print(sorted({'pydantic_ai', 'openai', 'httpx'} & set(sys.modules)))"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


async def test_a_server_of_ones_own_needs_no_key() -> None:
    with openai_server("{}") as server:
        model = OpenAIModel("qwen3", base_url=f"{server.url}/")

        reply = await model.complete("system", "user", answer={"type": "object"}, max_tokens=50)
        await model.close()

    assert reply.text == "{}"
    assert server.asked[0]["model"] == "qwen3"
    # Other servers than OpenAI's know the older name of this field only.
    assert server.asked[0]["max_tokens"] == 50
    assert "max_completion_tokens" not in server.asked[0]


async def test_a_closed_model_opens_again_when_it_is_asked() -> None:
    with openai_server("{}") as server:
        model = OpenAIModel("qwen3", base_url=server.url)
        await model.complete("system", "user", answer={"type": "object"}, max_tokens=50)
        await model.close()
        await model.close()

        reply = await model.complete("system", "user", answer={"type": "object"}, max_tokens=50)
        await model.close()

    assert reply.text == "{}"
