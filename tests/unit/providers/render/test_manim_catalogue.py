"""What a writer is told of all Manim templates: in one prompt, so it must stay short."""

from picturelock.domain.look import Look
from picturelock.domain.rework import Rework
from picturelock.domain.storyboard import Storyboard
from picturelock.pipelines.moa import MoaBrief
from picturelock.ports.films import Ask
from picturelock.providers.render.manim_scenes.template import all_templates
from picturelock.writing.model_writer import system_prompt

# In characters; a token of such a text is about four of them. Beyond it, writers should choose from a short
# list of names first, and be told the fields of those alone.
LONGEST_PROMPT = 60_000
LONGEST_CARD = 3_000


def test_the_whole_catalogue_fits_in_one_prompt() -> None:
    cards = tuple(template.card(name) for name, template in all_templates().items())
    brief = MoaBrief(drug_name="Aspirin", condition="pain")
    assert brief.look == Look()
    prompt = system_prompt(
        Ask(makes="visuals", answer=Storyboard, brief=brief, rework=Rework(), catalogue=cards)
    )
    assert all(f'<template name="{card.name}">\nShows: {card.shows}' in prompt for card in cards)
    assert len(prompt) < LONGEST_PROMPT
    told = prompt.partition("The catalogue:")[2].split("</template>")
    assert max(len(card) for card in told) < LONGEST_CARD
