"""The catalogue of styles."""

import pytest

from skyloom.core import catalog
from skyloom.core.catalog import Catalog, Model, Style
from skyloom.core.errors import NotFound
from skyloom.core.scene import Grade
from skyloom.language import lexicon
from skyloom.language.matching import find

STYLES = catalog.load().styles()


def test_a_newcomer_gets_a_plain_model_3_style():
    style = catalog.load().style(None)

    assert (style.id, style.model, style.price(style.variant(None))) == (67, Model.MODEL_3, 1)
    assert style.grade == Grade()


def test_the_published_examples_are_in_it():
    cyberpunk, open_world = catalog.load().style(90), catalog.load().style(155)

    assert (cyberpunk.name, cyberpunk.model.version, cyberpunk.sort_order) == ("Cyberpunk", "3", 1)
    assert (cyberpunk.max_prompt, cyberpunk.max_negative, cyberpunk.variants) == (390, 250, ())
    assert (open_world.name, open_world.model.version, open_world.sort_order) == ("Open World", "4", 18)
    assert (open_world.max_prompt, open_world.max_negative) == (1000, 400)
    assert [open_world.price(open_world.variant(v)) for v in (None, 1, 2)] == [3, 3, 6]


def test_unknown_styles_and_variants_are_refused():
    with pytest.raises(NotFound, match="Skybox style does not exist"):
        catalog.load().style(99999)
    with pytest.raises(NotFound, match="has no variant 7"):
        catalog.load().style(155).variant(7)


def test_styles_are_listed_by_model_and_order():
    assert [s.model.version for s in STYLES] == sorted(s.model.version for s in STYLES)
    assert {s.model for s in catalog.load().styles(model_version="4")} == {Model.MODEL_4}


def test_the_catalogue_is_wide():
    assert len(STYLES) >= 45
    assert len({style.name for style in STYLES}) == len(STYLES)
    assert len({style.description for style in STYLES}) == len(STYLES)


def test_every_style_is_in_a_family_that_exists():
    families = {family.id for family in catalog.load().families}

    assert {style.family for style in STYLES} == families


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_is_sound(style):
    grade = style.grade

    assert style.description
    assert 0 < style.max_negative <= 600
    assert 0 < style.max_prompt <= 2000
    assert -1.0 <= grade.exposure <= 1.0
    assert 0.8 <= grade.contrast <= 1.4
    assert 0.3 <= grade.saturation <= 1.5
    assert all(0.8 <= channel <= 1.25 for channel in grade.tint)


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_every_word_that_dresses_is_in_the_lexicon(style):
    assert find(style.dresses, lexicon.load()).unknown == ()


def test_no_two_styles_look_the_same():
    assert len({(style.model, style.dresses, style.grade, style.filters) for style in STYLES}) == len(STYLES)


def test_a_catalogue_has_unique_styles_and_one_default():
    style = Style(id=1, name="One", model=Model.MODEL_3, max_prompt=9, max_negative=9, sort_order=0)

    with pytest.raises(ValueError, match="default"):
        Catalog([style])
    with pytest.raises(ValueError, match="same id"):
        Catalog([style, style])
