"""`python -m gallery [name ...]`: renders docs/gallery and the pictures of styles that the package ships."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from gallery.pictures import Print, Row, keep, rows
from skyloom.core import catalog
from skyloom.engines.skybox.engine import Skybox

ROOT = Path(__file__).parents[1]
GALLERY, PREVIEWS = ROOT / "docs/gallery", ROOT / "src/skyloom/previews"


def main(words: list[str]) -> None:
    """Render everything, or the rows that are named."""
    wanted = set(words)
    engine = Skybox()
    kits, styles = list(rows("kits.tsv")), list(rows("styles.tsv"))
    for row in (*kits, *styles):
        if not wanted or row.name in wanted:
            keep(engine, row, _prints(row))
            print(row.name, row.prompt, flush=True)
    (GALLERY / "README.md").write_text(_index(kits, styles), "utf-8")


def _prints(row: Row) -> list[Print]:
    folder, file = "styles" if row.style_id else "kits", f"{row.name}.jpg"
    shown = Print(GALLERY / folder / file, width=1024, most=74_000)
    return [shown, Print(PREVIEWS / file, width=512, most=60_000)] if row.style_id else [shown]


def _index(kits: list[Row], styles: list[Row]) -> str:
    names = {style.id: style.name for style in catalog.load().styles()}
    lines = [
        "# Gallery",
        "",
        "Every picture is one prompt and one seed, as `make gallery` renders it; nothing is retouched.",
        "",
    ]
    lines += ["## Kits", "", *_table((row.name.replace("-", " "), row, "kits") for row in kits)]
    lines += [
        "",
        "## Styles",
        "",
        *_table((f"{names[row.style_id or 0]} ({row.style_id})", row, "styles") for row in styles),
    ]
    return "\n".join(lines) + "\n"


def _table(entries: Iterable[tuple[str, Row, str]]) -> list[str]:
    lines = ["| what | prompt, seed | picture |", "|---|---|---|"]
    for title, row, folder in entries:
        if (GALLERY / folder / f"{row.name}.jpg").exists():
            lines.append(f"| {title} | {row.prompt} · {row.seed} | ![{title}]({folder}/{row.name}.jpg) |")
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
