"""A second source of pictures for when the first has none, and says so."""

from picturelock.domain.errors import ProviderError
from picturelock.domain.shot import Footage
from picturelock.ports.films import Stock, StockQuery


class WithFallback:
    """Asks one source, and another when the first one fails; the credit then says why.

    Args:
        first: the source wanted.
        then: the one used when ``first`` finds nothing or cannot be reached.
    """

    def __init__(self, first: Stock, then: Stock) -> None:
        self._first = first
        self._then = then

    @property
    def name(self) -> str:
        return f"{self._first.name}, else {self._then.name}"

    async def find(self, query: StockQuery) -> Footage:
        """What the first source has, else what the second has, with the reason in its credit's title.

        Raises:
            ProviderError: the second failed too.
        """
        try:
            return await self._first.find(query)
        except ProviderError as error:
            footage = await self._then.find(query)
            title = f"no footage found for {query.words!r} ({error})"
            return footage.model_copy(update={"credit": footage.credit.model_copy(update={"title": title})})
