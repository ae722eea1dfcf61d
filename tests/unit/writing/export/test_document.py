from picturelock.domain.manuscript_reading import read_metadata
from picturelock.writing.export.document import document
from unit.writing.export.scripts import metadata, segment


def test_the_document_has_the_shape_of_the_single_call() -> None:
    exported = document(metadata(3), [segment(2, "Two."), segment(1, "One.", "Hi.")], set_size=2)

    movie = exported["movie"]
    assert isinstance(movie, dict)
    assert movie["title"] == "The *Lantern*"
    assert movie["segments"] == [
        {
            "segment_number": 1,
            "title": "The Find",
            "narration": "One.",
            "dialogue": [{"character_id": "mara", "character_name": "Mara Vance", "text": "Hi."}],
        },
        {"segment_number": 2, "title": "The Find", "narration": "Two.", "dialogue": []},
    ]
    info = movie["generation_info"]
    assert isinstance(info, dict)
    assert {name: info[name] for name in info if name.startswith(("total_s", "succ", "generation_s"))} == {
        "total_segments": 3,
        "total_segments_planned": 3,
        "total_segments_generated": 2,
        "total_sets": 2,
        "successful_sets": 1,
        "generation_summary": [
            {"set_number": 1, "segments_count": 2, "success": True},
            {"set_number": 2, "segments_count": 0, "success": False},
        ],
    }


def test_the_document_can_be_sent_back_as_metadata() -> None:
    told = document(metadata(3), [], set_size=2)["movie"]

    assert read_metadata(told, "movie").title == metadata(3).title
