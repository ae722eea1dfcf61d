"""OpenAI, and any server that speaks its protocol: vLLM, llama.cpp and others, by ``OPENAI_BASE_URL``."""

from typing import ClassVar

from picturelock.providers.llm.compatible import openai_client
from picturelock.providers.llm.direct import Connection, DirectModel
from picturelock.providers.llm.service import Service


class OpenAIModel(DirectModel):
    """A model of OpenAI, like ``gpt-5-mini``, or of a compatible server; see ``DirectModel``."""

    service: ClassVar[Service] = Service(
        name="openai",
        title="OpenAI or compatible",
        adds="scripts written by a model, for any subject and language, that follow feedback",
        home="https://api.openai.com/v1",
        address_variable="OPENAI_BASE_URL",
        package="openai",
        key_variable="OPENAI_API_KEY",
        default_model="gpt-5-mini",
        setting="OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own",
        prices="openai",
    )

    def _connect(self) -> Connection:
        client = openai_client(self._api_key, self._base_url)
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.profiles.openai import OpenAIModelProfile
        from pydantic_ai.providers.openai import OpenAIProvider

        own = self._base_url == self.service.home
        profile = OpenAIModelProfile(
            # Other servers know `max_tokens` only; some ignore a schema that stands beside the prompt, others
            # refuse every `response_format`.
            openai_chat_supports_max_completion_tokens=own,
            native_output_requires_schema_in_instructions=not own,
            supports_json_schema_output=True,
            supports_json_object_output=own,
        )
        model = OpenAIChatModel(self._model, provider=OpenAIProvider(openai_client=client), profile=profile)
        return Connection(model, client.close)
