"""How far word times found by alignment are from those that a voice itself tells.

Run it as ``.venv/bin/python bench/word_times.py``. Each row is a voice that tells its word times; its
recordings are held against espeak-ng's, as those of voices that tell none are, and the differences counted.
"""

import asyncio
from collections.abc import Awaitable, Callable

import numpy as np

from picturelock.providers.voice import festival
from picturelock.providers.voice.aligner import Aligner
from picturelock.providers.voice.espeak import Espeak
from picturelock.providers.voice.pronunciation import OwnWords
from picturelock.providers.voice.reading import Reader, Reading
from picturelock.providers.voice.speaking import Recorded

ENGLISH = (
    "Aspirin, or acetylsalicylic acid, stops the enzyme for good.",
    "Your body makes a hormone that keeps sugar in the blood at a steady level. Without it, sugar climbs.",
    "In a trial of two thousand adults, the medicine lowered blood pressure by ten points in twelve weeks.",
    "Tell your doctor about every other medicine you take, and stop at once when your skin turns yellow.",
    "Platelets stick together, and a clot grows; one tablet a day keeps them apart.",
    "Losartan blocks the receptor, so the vessel relaxes and pressure falls.",
    "Give 0.5 mg/kg q12h, or 5-10 mg once a day (95% CI 0.51–0.72).",
)
OTHERS = {
    "de-DE": "Der Wirkstoff hemmt das Enzym, und der Blutdruck sinkt in zwölf Wochen um 10 mmHg.",
    "es-ES": "El medicamento bloquea el receptor, y la presión baja después de doce semanas.",
    "hi-IN": "यह दवा एंज़ाइम को रोकती है, और बारह हफ़्तों में रक्तचाप कम होता है।",
    "ar": "يوقف الدواء الإنزيم، وينخفض ضغط الدم بعد اثني عشر أسبوعا.",
}
Speaks = Callable[[Reading], Awaitable[Recorded]]


async def main() -> None:
    """Print a row for each voice."""
    espeak = Espeak()
    aligner = Aligner(espeak)
    print(f"{'voice':34}{'words':>6}{'median':>9}{'95 %':>9}{'largest':>9}{'in 60 ms':>10}")
    for name, language, texts, speaks in _rows(espeak):
        reader = Reader(language, OwnWords(), learnt=False)
        errors: list[float] = []
        for text in texts:
            reading = reader.read(text)
            recorded = await speaks(reading)
            found = await aligner.times(reading, recorded, provider="bench")
            assert recorded.times is not None
            true = _without_rests(recorded)
            errors += [abs(at - start) * 1000 for (at, _), start in zip(found, true, strict=True)]
        told = np.array(errors)
        low, high = np.percentile(told, (50, 95))
        inside = float(np.mean(told <= 60))
        print(f"{name:34}{told.size:6}{low:6.0f} ms{high:6.0f} ms{told.max():6.0f} ms{inside:10.0%}")
    await espeak.stop()


def _rows(espeak: Espeak) -> list[tuple[str, str, tuple[str, ...], Speaks]]:
    def throat(variant: str, pace: float) -> Speaks:
        async def speaks(reading: Reading) -> Recorded:
            said = await espeak.speak(reading, pace=pace, variant=variant)
            return Recorded(said.sound, said.rate, said.times)

        return speaks

    async def slt(reading: Reading) -> Recorded:
        return await festival.FestivalSpeaker().record(reading, pace=1.0)

    rows: list[tuple[str, str, tuple[str, ...], Speaks]] = []
    if festival.ready() is None:
        rows.append(("festival, its HTS voice", "en-US", ENGLISH, slt))
    for name, variant, pace in (
        ("espeak-ng, a man, slow", "+m3", 0.75),
        ("espeak-ng, a man, fast", "+m3", 1.3),
        ("espeak-ng, deep", "+m7", 1.0),
        ("espeak-ng, another synthesizer", "+klatt2", 1.0),
    ):
        rows.append((name, "en-US", ENGLISH, throat(variant, pace)))
    for language, text in OTHERS.items():
        rows.append((f"espeak-ng, a man, {language}", language, (text,), throat("+m3", 0.9)))
    return rows


def _without_rests(recorded: Recorded) -> list[float]:
    """The told beginnings; the end of the rest, where espeak-ng tells one within the rest before a word."""
    assert recorded.times is not None
    size = round(recorded.rate * 0.01)
    frames = np.resize(recorded.sound, recorded.sound.size // size * size).reshape(-1, size)
    loud = np.sqrt((frames**2).mean(axis=1))
    quiet = loud <= 0.03 * loud.max()
    starts: list[float] = []
    for start, _ in recorded.times:
        at = min(int(start / 0.01 + 0.5), quiet.size - 1)
        end = at
        while end < quiet.size and quiet[end]:
            end += 1
        starts.append(end * 0.01 if end - at >= 8 and end < quiet.size else start)
    return starts


if __name__ == "__main__":
    asyncio.run(main())
