"""A scene survives being kept."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyloom.core.errors import InvalidInput
from skyloom.core.scene import (
    Air,
    CloudKind,
    CloudLayer,
    Grade,
    Mood,
    Moon,
    Place,
    Planet,
    Reach,
    SceneSpec,
    Season,
    Sights,
    Site,
    Source,
    Stars,
    Sun,
    Terrain,
    TerrainKind,
    Thing,
    ThingKind,
    TimeOfDay,
    Tree,
    Water,
    WaterKind,
    Weather,
)
from skyloom.core.scene_json import scene_from_json, scene_to_json

shares = st.floats(0, 1)
colours = st.tuples(shares, shares, shares)


def floats(kind, /, **others):
    names = [f.name for f in dataclasses.fields(kind) if f.type == "float" and f.name not in others]
    return st.builds(kind, **dict.fromkeys(names, shares), **others)


scenes = st.builds(
    SceneSpec,
    time=st.sampled_from(TimeOfDay),
    season=st.sampled_from(Season),
    weather=st.sampled_from(Weather),
    mood=st.sampled_from(Mood),
    sun=floats(Sun),
    moon=floats(Moon, is_shown=st.booleans()),
    stars=floats(Stars),
    clouds=st.lists(st.builds(CloudLayer, kind=st.sampled_from(CloudKind), cover=shares), max_size=3).map(tuple),
    air=floats(Air),
    terrain=floats(
        Terrain,
        kind=st.sampled_from(TerrainKind),
        ground_tint=st.none() | colours,
        trees=st.lists(st.sampled_from(Tree), max_size=3).map(tuple),
        flower_tint=st.none() | colours,
    ),
    water=floats(Water, kind=st.sampled_from(WaterKind), tint=st.none() | colours),
    site=floats(Site, place=st.sampled_from(Place), era=st.text()),
    sights=floats(
        Sights, planets=st.lists(floats(Planet, tint=colours), max_size=2).map(tuple), suns=st.integers(1, 3)
    ),
    things=st.lists(
        st.builds(
            Thing,
            kind=st.sampled_from(ThingKind),
            count=st.integers(1, 24),
            heading_deg=st.none() | shares,
            reach=st.sampled_from(Reach),
            tint=st.none() | colours,
        ),
        max_size=3,
    ).map(tuple),
    grade=floats(Grade, tint=colours, shadows=colours, sky=st.none() | colours),
    sources=st.lists(st.builds(Source, attribute=st.text(), value=st.text(), words=st.text(), how=st.text())).map(
        tuple
    ),
    not_shown=st.lists(st.text()).map(tuple),
    not_understood=st.lists(st.text()).map(tuple),
)


@given(scenes)
def test_a_scene_comes_back_as_it_was(scene):
    assert scene_from_json(json.loads(json.dumps(scene_to_json(scene)))) == scene


def test_what_an_older_version_left_out_has_its_default():
    assert scene_from_json({"time": "night"}) == SceneSpec(time=TimeOfDay.NIGHT)


@pytest.mark.parametrize(
    "data",
    [
        {"version": 99},
        {"time": "teatime"},
        {"time": 7},
        {"sun": {"elevation_deg": "high"}},
        {"sun": {"elevation_deg": True}},
        {"sun": 3},
        {"colour": "red"},
        {"clouds": {"kind": "cirrus"}},
        {"clouds": [{"kind": "cirrus"}]},
        {"water": {"tint": [1, 2]}},
        {"moon": {"is_shown": 1}},
        {"sources": None},
    ],
)
def test_a_scene_that_is_none_is_refused(data):
    with pytest.raises(InvalidInput, match="scene"):
        scene_from_json(data)
