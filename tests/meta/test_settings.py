"""The page on settings names every setting, its default and nothing else."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr, ValidationError

from skyloom.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs/settings.md").read_text("utf-8")
ROW = re.compile(r"^\| `(SKYLOOM_\w+)` \| (?:`([^`]*)`|–) \|", re.MULTILINE)


def defaults(model, prefix="SKYLOOM_"):
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from defaults(field.annotation, f"{prefix}{name.upper()}__")
        else:
            assert field.description, name
            yield f"{prefix}{name.upper()}", field.get_default()


def written(value):
    if value in (None, ""):
        return ""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def test_every_setting_is_on_the_page_with_its_default():
    assert dict(ROW.findall(PAGE)) == {name: written(value) for name, value in defaults(Settings)}


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("SKYLOOM_WORKER__LEASE", "20")
    monkeypatch.setenv("SKYLOOM_DATABASE_URL", "postgresql://sky:secret@here/sky")
    monkeypatch.setenv("SKYLOOM_ENGINES", "a.b:C, d:E,")

    settings = Settings()

    assert settings.worker.lease == 20
    assert settings.engine_paths == ["a.b:C", "d:E"]
    assert isinstance(settings.database_url, SecretStr)
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [("WORKER__LEASE", "0"), ("WORKER__PROCESSES", "many"), ("MAX_BODY", "-1"), ("LOG_LEVEL", "loud")],
)
def test_a_wrong_value_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"SKYLOOM_{name}", value)

    with pytest.raises(ValidationError):
        Settings()
