"""Which voice of each speech service speaks a language, when none is named.

The names are the services' own. ``neutral`` is the one that is least
plainly a man's or a woman's; ``PICTURELOCK_VOICE=azure:neutral`` asks for it.
"""

from picturelock.providers.voice.pronunciation import base_of

NEUTRAL = "neutral"

# The languages that OpenAI's speech models are said to follow; any of their voices speaks them all.
OPENAI_LANGUAGES = frozenset(
    {
        *(
            "af",
            "ar",
            "az",
            "be",
            "bg",
            "bs",
            "ca",
            "cs",
            "cy",
            "da",
            "de",
            "el",
            "en",
            "es",
            "et",
            "fa",
            "fi",
        ),
        *(
            "fr",
            "gl",
            "he",
            "hi",
            "hr",
            "hu",
            "hy",
            "id",
            "is",
            "it",
            "ja",
            "kk",
            "kn",
            "ko",
            "lt",
            "lv",
            "mi",
        ),
        *(
            "mk",
            "mr",
            "ms",
            "nb",
            "ne",
            "nl",
            "no",
            "pl",
            "pt",
            "ro",
            "ru",
            "sk",
            "sl",
            "sr",
            "sv",
            "sw",
            "ta",
        ),
        *("th", "tl", "tr", "uk", "ur", "vi", "zh"),
    }
)
OPENAI_VOICES = {"en": "sage", "": "coral", NEUTRAL: "alloy"}

# Of eleven_multilingual_v2; its voices speak them all, with the accent they have.
ELEVENLABS_LANGUAGES = frozenset(
    {
        *(
            "ar",
            "bg",
            "cs",
            "da",
            "de",
            "el",
            "en",
            "es",
            "fi",
            "fr",
            "hi",
            "hr",
            "id",
            "it",
            "ja",
            "ko",
            "ms",
        ),
        *("nl", "pl", "pt", "ro", "ru", "sk", "sv", "ta", "tl", "tr", "uk", "zh"),
    }
)
ELEVENLABS_VOICES = {
    "en-gb": "JBFqnCBsd6RMkjVDRZzb",  # George, British
    "en": "EXAVITQu4vr4xnSDxMaL",  # Sarah, American
    "": "EXAVITQu4vr4xnSDxMaL",
    NEUTRAL: "SAz9YHcvj6GT2YYXdXww",  # River
}

AZURE_VOICES = {
    "ar": "ar-SA-ZariyahNeural",
    "ar-eg": "ar-EG-SalmaNeural",
    "bg": "bg-BG-KalinaNeural",
    "cs": "cs-CZ-VlastaNeural",
    "da": "da-DK-ChristelNeural",
    "de": "de-DE-KatjaNeural",
    "de-at": "de-AT-IngridNeural",
    "de-ch": "de-CH-LeniNeural",
    "el": "el-GR-AthinaNeural",
    "en": "en-US-JennyNeural",
    "en-gb": "en-GB-SoniaNeural",
    "en-in": "en-IN-NeerjaNeural",
    "es": "es-ES-ElviraNeural",
    "es-mx": "es-MX-DaliaNeural",
    "fi": "fi-FI-SelmaNeural",
    "fr": "fr-FR-DeniseNeural",
    "fr-ca": "fr-CA-SylvieNeural",
    "he": "he-IL-HilaNeural",
    "hi": "hi-IN-SwaraNeural",
    "hu": "hu-HU-NoemiNeural",
    "id": "id-ID-GadisNeural",
    "it": "it-IT-ElsaNeural",
    "ja": "ja-JP-NanamiNeural",
    "ko": "ko-KR-SunHiNeural",
    "nb": "nb-NO-PernilleNeural",
    "nl": "nl-NL-FennaNeural",
    "pl": "pl-PL-ZofiaNeural",
    "pt": "pt-BR-FranciscaNeural",
    "pt-pt": "pt-PT-RaquelNeural",
    "ro": "ro-RO-AlinaNeural",
    "ru": "ru-RU-SvetlanaNeural",
    "sv": "sv-SE-SofieNeural",
    "ta": "ta-IN-PallaviNeural",
    "th": "th-TH-PremwadeeNeural",
    "tr": "tr-TR-EmelNeural",
    "uk": "uk-UA-PolinaNeural",
    "vi": "vi-VN-HoaiMyNeural",
    "zh": "zh-CN-XiaoxiaoNeural",
}
# Ava and her like speak many languages with one timbre; no Azure voice is said to be neutral in all of them.
AZURE_NEUTRAL = "en-US-BlueNeural"


def voice_of(table: dict[str, str], language: str, named: str) -> str | None:
    """The voice to use: the one that is named, else the language's own by region; None when there is none."""
    if named and named != NEUTRAL:
        return named
    if named == NEUTRAL and NEUTRAL in table:
        return table[NEUTRAL]
    return table.get(language.lower()) or table.get(base_of(language)) or table.get("")
