"""Several sources of pictures, one after the other, and why the first ones have nothing."""

from picturelock.domain.errors import ProviderError
from picturelock.ports.films import Found, Stock, StockQuery


class StockChain:
    """Asks one source after another until one has something; the notes then say why the others have not.

    Args:
        wanted: the sources to ask, in order.
        last: the one that always has something.
    """

    def __init__(self, wanted: tuple[Stock, ...], last: Stock) -> None:
        self._wanted = wanted
        self._last = last

    @property
    def name(self) -> str:
        return ", else ".join(source.name for source in (*self._wanted, self._last))

    async def find(self, query: StockQuery) -> Found:
        """What the first source has that has something.

        Raises:
            ProviderError: the last one failed too.
        """
        failed: list[ProviderError] = []
        for source in self._wanted:
            try:
                found = await source.find(query)
            except ProviderError as error:
                failed.append(error)
            else:
                return _noted(found, source, failed)
        return _noted(await self._last.find(query), self._last, failed)


def _noted(found: Found, source: Stock, failed: list[ProviderError]) -> Found:
    if not failed:
        return found
    said = "; ".join(str(error) for error in failed)
    return found.model_copy(update={"notes": (*found.notes, f"The footage is {source.name}: {said}.")})
