"""Where a film will be shown, and what follows from that."""

from picturelock.domain.frozen import Frozen


class Region(Frozen):
    """A market: its code, its name, and the language its films are spoken in (BCP 47)."""

    code: str
    name: str
    language: str


REGIONS: dict[str, Region] = {
    region.code: region
    for region in (
        Region(code="global", name="Global", language="en-US"),
        Region(code="us", name="United States", language="en-US"),
        Region(code="uk", name="United Kingdom", language="en-GB"),
        Region(code="eu", name="European Union", language="en-GB"),
        Region(code="in", name="India", language="en-IN"),
        Region(code="de", name="Germany", language="de-DE"),
        Region(code="fr", name="France", language="fr-FR"),
        Region(code="es", name="Spain", language="es-ES"),
        Region(code="it", name="Italy", language="it-IT"),
        Region(code="br", name="Brazil", language="pt-BR"),
        Region(code="jp", name="Japan", language="ja-JP"),
    )
}
