"""The subtitles beside a film: its own with sounds told, and those in other languages on the same beats."""

from collections.abc import Sequence

from picturelock.domain.brief import Brief
from picturelock.domain.captions import caption_cues, shift
from picturelock.domain.cut import Cut, MusicBed
from picturelock.domain.drawing import CaptionCue
from picturelock.domain.frames import FrameFormat
from picturelock.domain.look import Look
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact
from picturelock.domain.sound_cues import HeardSound, music_in_pauses, with_sounds
from picturelock.domain.spoken_words import spoken_words
from picturelock.domain.subtitles import Sidecar, Subtitles, caption_look
from picturelock.domain.timing import SceneTiming, TimedWord
from picturelock.domain.translation import Translation


def subtitled(cut: Cut, brief: Brief, script: Script, timings: Sequence[SceneTiming], look: Look) -> Cut:
    """The cut with all the subtitles that lie beside its film."""
    language, fps = brief.spoken_language, cut.frame.fps
    tracks: list[Subtitles] = []
    if sounds := _heard(cut):
        cues = with_sounds(cut.captions, sounds, fps, language=language)
        tracks.append(Subtitles(language=language, kind="sdh", own=True, cues=cues))
    tracks += [
        Subtitles(language=translation.language, cues=cues)
        for translation in script.translations
        if (cues := _translated_cues(translation, script, timings, cut.frame))
    ]
    lights = brief.captions == "karaoke"
    return cut.model_copy(
        update={
            "subtitles": tuple(tracks),
            "caption_look": caption_look(look.palette(), karaoke=lights),
        }
    )


def sidecars(cut: Cut, key: str, transcripts: Sequence[str]) -> tuple[Sidecar, ...]:
    """The files beside the film of a cut, in the take ``key``."""
    subtitles = [
        Sidecar(file=Artifact(key=key, name=name), kind=track.kind, language=track.language)
        for track in cut.tracks
        for name in track.files
    ]
    told = [
        Sidecar(file=Artifact(key=key, name=name), kind="transcript", language=cut.language)
        for name in transcripts
    ]
    return (*subtitles, *told)


def _heard(cut: Cut) -> tuple[HeardSound, ...]:
    spoken = [(clip.start, clip.start + clip.length) for clip in cut.voice.clips]
    frames = cut.frame.frames
    sounds = [
        HeardSound(name=laid.sound, start=frames(laid.start), end=frames(laid.start + laid.seconds))
        for laid in cut.sounds
    ]
    if cut.music is not None:
        mood = cut.music.mood if isinstance(cut.music, MusicBed) else "music"
        sounds += music_in_pauses(spoken, cut.length, cut.frame.fps, mood=mood)
    return tuple(sorted(sounds, key=lambda sound: sound.start))


def _translated_cues(
    translation: Translation, script: Script, timings: Sequence[SceneTiming], frame: FrameFormat
) -> tuple[CaptionCue, ...]:
    """The sentences of a language on the film's beats, broken by that language's rules."""
    cues: list[CaptionCue] = []
    start = 0
    for timing in timings:
        words = _words(translation, script, timing)
        scene = caption_cues(
            words, timing.length, frame.fps, frame.caption_line, language=translation.language
        )
        # The words' times are shares of the sentence's: good for a cue, and not what anybody says.
        cues.extend(cue.wordless for cue in shift(scene, start))
        start += timing.length
    return tuple(cues)


def _words(translation: Translation, script: Script, timing: SceneTiming) -> list[TimedWord]:
    words: list[TimedWord] = []
    beats = script.scene(timing.scene_id).beats
    ends = [*timing.voice_starts[1:], timing.length]
    for beat, start, upcoming in zip(beats, timing.voice_starts, ends, strict=True):
        heard = [word for word in timing.words if start <= word.start < upcoming]
        found = translation.of(beat.text)
        if found is None or not heard:
            continue
        texts = spoken_words(found.text, translation.language)
        first, last = heard[0].start, max(heard[-1].end, heard[0].start + len(texts))
        shares = [len(text) + 1 for text in texts]
        passed = 0
        for text, share in zip(texts, shares, strict=True):
            begins = first + (last - first) * passed // sum(shares)
            passed += share
            ends_at = max(begins + 1, first + (last - first) * passed // sum(shares))
            words.append(TimedWord(text=text, start=begins, end=ends_at))
    return words
