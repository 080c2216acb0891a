"""`python -m gallery [previews] [name ...]`: renders docs/gallery, or the pictures that the package ships."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from gallery.pictures import Row, keep, rows
from skyloom.core import catalog
from skyloom.engines.skybox.engine import Skybox

ROOT = Path(__file__).parents[1]
GALLERY, PREVIEWS = ROOT / "docs/gallery", ROOT / "src/skyloom/previews"
SHOWN, SHIPPED = (1024, 74_000), (512, 60_000)  # pixels across and bytes at most


def main(words: list[str]) -> None:
    """Render everything, or the rows that are named."""
    is_preview = words[:1] == ["previews"]
    wanted = set(words[is_preview:])
    engine = Skybox()
    kits, styles = list(rows("kits.tsv")), list(rows("styles.tsv"))
    for row in styles if is_preview else [*kits, *styles]:
        if wanted and row.name not in wanted:
            continue
        width, most = SHIPPED if is_preview else SHOWN
        keep(engine, row, _path(row, is_preview), width=width, most=most)
        print(row.name, row.prompt, flush=True)
    if not is_preview:
        (GALLERY / "README.md").write_text(_index(kits, styles), "utf-8")


def _path(row: Row, is_preview: bool) -> Path:
    if is_preview:
        return PREVIEWS / f"{row.name}.jpg"
    return GALLERY / ("styles" if row.style_id else "kits") / f"{row.name}.jpg"


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
