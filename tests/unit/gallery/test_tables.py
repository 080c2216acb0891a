"""The tables that the gallery is rendered from."""

import pytest
from gallery.pictures import rows

from skyloom.core import catalog


def test_every_style_has_one_picture():
    assert sorted(row.style_id for row in rows("styles.tsv")) == sorted(s.id for s in catalog.load().styles())


def test_every_kit_has_a_name_of_its_own():
    names = [row.name for row in rows("kits.tsv")]

    assert len(names) >= 75
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("row", [*rows("kits.tsv"), *rows("styles.tsv")], ids=lambda row: row.name)
def test_a_row_can_be_asked_for(row):
    assert row.prompt
    assert 0 < row.seed < 2**31
    style = catalog.load().style(row.style_id)
    assert len(row.prompt) <= style.max_prompt
