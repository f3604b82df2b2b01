"""Tables and parameters of a policy as workbooks or CSV, and back: what an office edits in a spreadsheet.

rules = yiju.load("rules/qinghu")
yiju.sheets.export(rules, "标准.xlsx", ["低保标准"])
imported = yiju.sheets.read_back("标准.xlsx", rules)
print(yiju.sheets.diff(imported))
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yiju.load import Rules
    from yiju.rule_set.workbook_cells import Grid
    from yiju.sheets.model import Imported
    from yiju_grammar.finding import Finding, Lang

__all__ = ["diff", "export", "has", "names", "read_back", "write"]


def names(rules: Rules) -> tuple[str, ...]:
    """The names of the tables and parameters of a place, in the order of its files."""
    from yiju.sheets.place import tables_of

    return tuple(dict.fromkeys(block.name for block, _ in tables_of(rules)))


def has(rules: Rules, name: str) -> bool:
    """Whether a word names a table, a parameter or a policy file that has some."""
    from yiju.sheets.place import chosen, tables_of

    return bool(chosen(tables_of(rules), (name,)))


def export(rules: Rules, output: str | Path, names: Sequence[str] = (), *, lang: Lang = "zh") -> tuple[str, ...]:
    """Write tables and parameters, a sheet each: a workbook where the name ends in .xlsx, else a folder of CSV files.

    Args:
        names: of tables or policy files; none: all of the place.
        lang: the language of the labels; cells stand as they are written.
    Returns: the titles of the sheets written; none where there is no such table, and then nothing is written.
    Raises:
        ImportError: a workbook is wanted and XlsxWriter (extra `excel`) is not installed.
        OSError: the file cannot be written.
    """
    from yiju.sheets.csv_cells import to_csv
    from yiju.sheets.layout import lay_out
    from yiju.sheets.place import chosen, tables_of
    from yiju.sheets.titles import titles
    from yiju.sheets.write_xlsx import to_xlsx

    sheets = [sheet for _, sheet in chosen(tables_of(rules, lang), tuple(names))]
    laid = dict(zip(titles([s.name for s in sheets]), (lay_out(s, lang) for s in sheets), strict=True))
    out = Path(output)
    if laid and out.suffix.lower() == ".xlsx":
        _whole_file(out, to_xlsx(laid))
    elif laid:
        out.mkdir(parents=True, exist_ok=True)
        for title, rows in laid.items():
            _whole_file(out / f"{title}.csv", to_csv(rows))
    return tuple(laid)


def read_back(path: str | Path, rules: Rules) -> Imported:
    """What a workbook, a CSV file or a folder of them would change in the rules; nothing is written.

    Findings: YJ840 to YJ849, of the file YJ630, YJ632, YJ635, YJ637, YJ647, and what checking the changed rules says,
    at the cells it concerns.
    """
    from yiju.sheets.importing import import_grids
    from yiju.sheets.model import Imported

    grids = _grids(Path(path))
    found = [g for g in grids if not isinstance(g, tuple)]
    return Imported(findings=tuple(found)) if found else import_grids([g for g in grids if isinstance(g, tuple)], rules)


def diff(imported: Imported, paths: Mapping[str, str] | None = None) -> str:
    """The changes as a unified diff of the policy files; empty where there is none.

    Args:
        paths: what to call the files, by the engine's names of them.
    """
    from difflib import unified_diff

    pieces: list[str] = []
    for name, after in imported.after.items():
        before, now = (io.StringIO(text, newline="\n").readlines() for text in (imported.before[name], after))
        shown = (paths or {}).get(name, name)
        lines = unified_diff(before, now, shown, shown)
        pieces += [line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines]
    return "".join(pieces)


def write(imported: Imported, rules: Rules) -> tuple[Path, ...]:
    """Change the policy files, and the CSV files beside them; each whole or not at all, in its encoding.

    Raises:
        OSError: a file cannot be written.
    """
    from yiju.sheets.csv_rows import as_stored
    from yiju.sheets.place import file_of

    written = []
    for name, text in imported.after.items():
        path = file_of(rules, name)
        _whole_file(path, as_stored(text, path.read_bytes()))
        written.append(path)
    return tuple(written)


def _grids(path: Path) -> Iterable[tuple[Grid, str] | Finding]:
    from yiju.rule_set.workbook_cells import read_workbook
    from yiju.sheets.csv_cells import read_csv
    from yiju_grammar.finding import Finding

    if path.is_dir():
        return [g for file in sorted(path.glob("*.csv")) for g in _grids(file)]
    where = path.as_posix()
    data = path.read_bytes()
    if path.suffix.lower() == ".csv":
        grid = read_csv(data, path.stem, where)
        return [grid if isinstance(grid, Finding) else (grid, where)]
    grids = read_workbook(data, where)
    return [grids] if isinstance(grids, Finding) else [(grid, f"{where} {grid.title}") for grid in grids]


def _whole_file(path: Path, data: bytes) -> None:
    """Write aside, then rename: no half-written file stands under the name."""
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
