from pathlib import Path

from picturelock.providers.voice.accounts import VoiceAccounts
from picturelock.providers.voice.readiness import voices_readiness


def test_each_voice_says_what_it_lacks() -> None:
    lacks = {one.name: one.mend for one in voices_readiness(None, VoiceAccounts(), offline=False)}
    assert lacks["Azure voices"] == "AZURE_SPEECH_KEY and AZURE_SPEECH_REGION"
    assert lacks["Kokoro voices"] == "PICTURELOCK_KOKORO_MODEL and PICTURELOCK_KOKORO_VOICES"


def test_a_key_makes_a_voice_ready_unless_nothing_may_leave_the_machine() -> None:
    accounts = VoiceAccounts(openai_key="k", piper_model=Path("model.onnx"))
    for offline, expected in ((False, ["OpenAI voices", "Piper voice"]), (True, ["Piper voice"])):
        rows = voices_readiness("piper", accounts, offline=offline)
        assert [row.name for row in rows if row.ready] == expected
        assert next(row.detail for row in rows if row.name == "Piper voice") == "model file set; speaks now"
