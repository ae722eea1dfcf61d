"""From the words of a brief's tone, in any of the languages of the regions, to the mood of its music."""

from picturelock.domain.sound import Mood

USUAL: Mood = "calm"

# Beginnings of words, in small letters: "warm" stands for warmth and warmly too. In the order of
# English, German, French, Spanish, Italian, Portuguese, Hindi, Japanese, Arabic.
TONES: dict[Mood, tuple[str, ...]] = {
    "calm": (
        *("calm", "gentle", "quiet", "soothing", "relax", "serene", "empath", "compassion", "tender"),
        *("ruhig", "sanft", "gelassen", "einfühlsam", "beruhig"),
        *("calme", "doux", "douce", "apais", "serein", "tranquil"),
        *("tranquil", "calmad", "sereno", "serena", "suave", "sosegad"),
        *("pacat", "delicat", "rilassa"),
        *("tranqüil", "serenid", "acolhedor"),
        *("शांत", "शान्त", "सौम्य", "कोमल"),
        *("穏やか", "おだやか", "落ち着", "静か", "やさし", "優し"),
        *("هادئ", "هدوء", "لطيف", "رقيق"),
    ),
    "hopeful": (
        *(
            "hope",
            "warm",
            "reassur",
            "friendly",
            "engag",
            "inspir",
            "optimis",
            "uplift",
            "encourag",
            "positiv",
        ),
        *("hoffnung", "herzlich", "freundlich", "zuversicht", "ermutig", "inspirier", "mutmach"),
        *("espoir", "chaleur", "rassur", "amical", "encourag", "inspirant", "bienveill"),
        *("esperanz", "cálid", "calid", "amable", "cercan", "alentador", "inspirador"),
        *("speranz", "calor", "rassicur", "amichevol", "incoragg", "ispira", "ottimis"),
        *("esperanç", "otimis", "animador", "amigáv", "caloros", "encoraj"),
        *("आशा", "उम्मीद", "गर्मजोश", "स्नेह", "प्रेरक", "दोस्ताना", "मैत्रीपूर्ण"),
        *("希望", "温か", "あたたか", "親しみ", "前向き", "励ま", "明るい"),
        *("أمل", "متفائل", "دافئ", "ودود", "ودي", "مشجع", "ملهم", "مطمئن"),
    ),
    "clinical": (
        *(
            "clinic",
            "scientif",
            "precis",
            "formal",
            "educat",
            "professional",
            "technical",
            "neutral",
            "factual",
        ),
        *("klinisch", "wissenschaft", "präzis", "sachlich", "förmlich", "lehrreich", "fachlich", "nüchtern"),
        *("cliniq", "scientif", "précis", "formel", "pédagog", "professionnel", "factuel", "éducatif"),
        *("clínic", "científ", "precis", "educativ", "profesional", "técnic", "objetiv", "didáctic"),
        *("scientif", "formale", "didattic", "professional", "tecnic", "oggettiv", "rigoros"),
        *("profissional", "didátic", "técnic"),
        *("वैज्ञानिक", "नैदानिक", "औपचारिक", "शैक्षिक", "पेशेवर", "सटीक"),
        *("臨床", "科学", "正確", "専門", "プロフェッショナル", "教育", "学術", "客観", "フォーマル"),
        *("علمي", "سريري", "دقيق", "رسمي", "تعليمي", "مهني", "موضوعي"),
    ),
    "playful": (
        *("playful", "fun", "cheer", "humor", "humour", "witty", "lighthearted", "light-hearted", "quirky"),
        *("verspielt", "spielerisch", "lustig", "fröhlich", "humorvoll", "heiter", "locker"),
        *("ludique", "joueu", "amusant", "drôle", "joyeu", "espiègle"),
        *("juguet", "divertid", "lúdic", "gracios", "alegr", "humorístic"),
        *("giocos", "divertent", "allegr", "spiritos", "scherzos"),
        *("brincalh", "bem-humorad"),
        *("चंचल", "मज़ेदार", "मजेदार", "हँसमुख", "खुशमिज़ाज"),
        *("遊び心", "楽しい", "楽しげ", "陽気", "ユーモ", "コミカル"),
        *("مرح", "ممتع", "فكاهي", "طريف"),
    ),
    "urgent": (
        *(
            "urgen",
            "energetic",
            "dynamic",
            "driven",
            "driving",
            "dramatic",
            "pressing",
            "intens",
            "fast-paced",
        ),
        *("dringlich", "dringend", "energisch", "dynamisch", "eindringlich", "dramatisch", "packend"),
        *("énergi", "dynami", "pressant", "dramati"),
        *("enérgic", "dinámic", "dramátic", "apremiant"),
        *("energic", "dinamic", "drammatic", "incalzant"),
        *("enérgic", "dinâmic"),
        *("तत्काल", "ज़रूरी", "जरूरी", "ऊर्जावान", "गतिशील", "जोशीला"),
        *("緊急", "切迫", "緊迫", "力強", "エネルギッシュ", "ダイナミック", "スピード感"),
        *("عاجل", "حيوي", "ديناميكي", "درامي"),
    ),
}

# From here on scripts follow that join words or lay parts before them: there a word may begin anywhere.
_JOINED = "\u0590"
_SHORT = 3


def mood_of(tone: str) -> Mood:
    """The mood whose words a tone has most of, and of several the one that it names first; else calm."""
    said = tone.casefold()
    found = {mood: _places(said, words) for mood, words in TONES.items()}
    named: list[Mood] = [mood for mood in TONES if found[mood]]
    named.sort(key=lambda mood: (-len(found[mood]), min(found[mood])))
    return named[0] if named else USUAL


def _places(said: str, words: tuple[str, ...]) -> frozenset[int]:
    """Where words of a mood begin; two words at one place are one."""
    return frozenset(
        place
        for word in words
        for place in range(len(said))
        if said.startswith(word, place) and _is_word(said, place, word)
    )


def _is_word(said: str, place: int, word: str) -> bool:
    if word[0] >= _JOINED:
        return True
    end = place + len(word)
    begins = place == 0 or not said[place - 1].isalpha()
    # So short a word is meant whole: "fun" is not the beginning of "fundamental".
    whole = len(word) > _SHORT or end == len(said) or not said[end].isalpha()
    return begins and whole
