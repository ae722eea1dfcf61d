"""Anthropic's Claude models."""

from typing import ClassVar

from picturelock.domain.frozen import JsonObject
from picturelock.providers.llm.direct import Connection, DirectModel
from picturelock.providers.llm.schemas import is_closed
from picturelock.providers.llm.service import Service


class AnthropicModel(DirectModel):
    """A model of Anthropic, like ``claude-haiku-4-5``; see ``DirectModel``."""

    service: ClassVar[Service] = Service(
        name="anthropic",
        title="Anthropic",
        adds="scripts by Claude models",
        home="https://api.anthropic.com",
        address_variable="ANTHROPIC_BASE_URL",
        package="anthropic",
        key_variable="ANTHROPIC_API_KEY",
        default_model="claude-haiku-5-5",
        prices="anthropic",
    )

    def _connect(self) -> Connection:
        from anthropic import AsyncAnthropic
        from pydantic_ai.models.anthropic import AnthropicModel as Model
        from pydantic_ai.providers.anthropic import AnthropicProvider

        client = AsyncAnthropic(api_key=self._api_key, base_url=self._base_url, max_retries=0)
        model = Model(self._model, provider=AnthropicProvider(anthropic_client=client))
        return Connection(model, client.close)

    def _can_hold(self, answer: JsonObject) -> bool:
        # Its schema mode is always strict: an object with fields of any name would come back empty.
        return is_closed(answer)
