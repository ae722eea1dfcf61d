"""What the sound of a minute costs in CPU time, by mood, and against the same without music.

Run: .venv/bin/python bench/sound.py
"""

import tempfile
import time
import wave
from pathlib import Path

import numpy as np

from picturelock.domain.cut import MusicBed
from picturelock.domain.sound import WEB
from picturelock.providers.film.mix import level_mix, mixed
from picturelock.providers.film.moods import MOODS
from picturelock.providers.film.sound import RATE, LaidVoice, SoundOrder

SECONDS = 60
SPOKEN, APART = 4, 6


def recordings(folder: Path) -> tuple[LaidVoice, ...]:
    """Noise that is as loud and quiet as syllables: four seconds of it every six."""
    chance = np.random.default_rng(1)
    laid: list[LaidVoice] = []
    for place in range(SECONDS // APART):
        syllables = np.repeat(chance.random(10 * SPOKEN) ** 2, RATE // 10)
        sound = np.clip(chance.laplace(0, 0.05, SPOKEN * RATE) * syllables, -1, 1)
        file = folder / f"{place}.wav"
        with wave.open(str(file), "wb") as opened:
            opened.setparams((1, 2, RATE, 0, "NONE", ""))
            opened.writeframes((sound * 32767).astype("<i2").tobytes())
        laid.append(LaidVoice(file=file, start=place * APART * RATE))
    return tuple(laid)


def cost(order: SoundOrder) -> float:
    """CPU seconds of mixing and levelling."""
    began = time.process_time()
    level_mix(mixed(order), WEB)
    return time.process_time() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        voices = recordings(Path(folder))
        without = cost(SoundOrder(samples=SECONDS * RATE, voices=voices))
        print(f"{SECONDS} s of sound       CPU   against none")
        print(f"no music    {without:10.2f} s {1:10.2f}")
        for mood in MOODS:
            music = MusicBed(seed=1, mood=mood)
            spent = cost(SoundOrder(samples=SECONDS * RATE, voices=voices, music=music))
            print(f"{mood:12}{spent:10.2f} s {spent / without:10.2f}")


if __name__ == "__main__":
    main()
