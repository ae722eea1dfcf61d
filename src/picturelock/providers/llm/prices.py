"""What an answer costs, by the table that genai-prices ships. Nothing is fetched."""

from typing import Any


def price_of(provider: str, model: str, input_tokens: int, output_tokens: int) -> float | None:
    """US dollars; None for a model that the table does not know, or without the table."""
    try:
        from genai_prices import Usage, calc_price
    except ImportError:
        return None
    used: Any = Usage(input_tokens=input_tokens, output_tokens=output_tokens)
    try:
        return float(calc_price(used, model, provider_id=provider).total_price)
    except LookupError:
        return None
