"""The house rules that a machine can check."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MIGRATIONS = ROOT / "src/skyloom/store/migrations"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_a_module_says_what_it_holds_and_stays_readable(path):
    text = path.read_text("utf-8")

    assert ast.get_docstring(ast.parse(text)), "a module starts with one sentence on what lives here"
    assert text.count("\n") <= 450, "past about 400 lines a module holds two nouns"


def test_a_service_verb_is_named_by_its_file():
    values = {"__init__", "context"}
    modules = [p for p in (ROOT / "src/skyloom/services").glob("*.py") if p.stem not in values]

    strays = [
        p.stem
        for p in modules
        if p.stem not in {n.name for n in ast.parse(p.read_text()).body if isinstance(n, ast.FunctionDef)}
    ]

    assert modules
    assert strays == []


def test_a_package_init_is_only_a_docstring():
    for path in (ROOT / "src").rglob("__init__.py"):
        body = ast.parse(path.read_text()).body
        assert len(body) == 1, path


def test_migrations_import_nothing_of_ours():
    for path in (MIGRATIONS / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import) skyloom", path.read_text(), re.M), path


def test_the_readme_names_only_make_targets_that_exist():
    readme = (ROOT / "README.md").read_text()
    makefile = (ROOT / "Makefile").read_text()

    named = set(re.findall(r"^make (\w+)", readme, re.M))

    assert named
    assert named <= set(re.findall(r"^(\w+):", makefile, re.M))


def test_links_in_the_documents_lead_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
