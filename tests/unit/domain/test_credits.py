"""Whose the pictures of a film are, for data and for people."""

from picturelock.domain.credits import credits_text, film_credits
from picturelock.domain.shot import Artifact, Credit, Footage, Shot

ANN = Credit(
    provider="pixabay",
    title="sea, calm, blue",
    author="Ann Lee",
    page="https://pixabay.com/videos/id-7/",
    licence="Pixabay Content License",
)
DRAWN = Credit(provider="drawn", title="Drawn backdrop", author="Picturelock")


def shot(scene: str, credit: Credit | None, key: str = "a") -> Shot:
    file = Artifact(key=key * 32, name="clip.mp4")
    footage = Footage(file=file, kind="video", seconds=8, credit=credit) if credit else None
    return Shot(scene_id=scene, engine="remotion", template="title", props={}, footage=footage)


def test_each_asset_is_credited_once_with_the_scenes_that_show_it() -> None:
    own = Credit(provider="own", title="pouring.mov")
    shots = [shot("s1", ANN), shot("s2", None), shot("s3", own, "b"), shot("s4", ANN)]
    found = film_credits(shots)
    assert [(credit.title, credit.scenes) for credit in found] == [
        ("sea, calm, blue", ("s1", "s4")),
        ("pouring.mov", ("s3",)),
    ]


def test_the_text_names_title_author_service_licence_and_page() -> None:
    shots = [shot("s1", ANN), shot("s2", DRAWN, "b"), shot("s3", DRAWN, "c"), shot("s4", ANN)]
    assert credits_text("Oats", film_credits(shots)) == (
        "Credits of “Oats”\n"
        "\n"
        "Scenes 1, 4: sea, calm, blue\n"
        "  Clip by Ann Lee on Pixabay, Pixabay Content License\n"
        "  https://pixabay.com/videos/id-7/\n"
        "\n"
        "Everything else that is seen was drawn by Picturelock, the moving backdrops of scenes 2,\n"
        "3 too.\n"
        "\n"
        "Pixabay Content License: https://pixabay.com/service/license-summary/\n"
    )


def test_the_persons_own_music_is_named() -> None:
    found = film_credits([shot("s1", None)], [Credit(provider="own", title="Morning.mp3")])
    text = credits_text("Oats", found)
    assert "Music: Morning.mp3\n  It was given with the brief" in text
    assert "All that is seen in this film was drawn" in text


def test_a_film_of_drawn_material_says_so() -> None:
    text = credits_text("Aspirin", film_credits([shot("s1", None), shot("s2", DRAWN)]))
    assert "All that is seen in this film was drawn by Picturelock." in text
