"""Every file of tests/cases says what it prints; good cases give the same on every backend."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_file import Block, blocks_of, lay_out, replay

CASES = Path(__file__).parent / "cases"
FILES = sorted(path for path in CASES.rglob("*.md") if path.parent.name in ("good", "bad"))


def case_id(path: Path) -> str:
    return path.relative_to(CASES).with_suffix("").as_posix()


@pytest.fixture(params=FILES, ids=case_id)
def case(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def consoles(path: Path, folder: Path) -> tuple[Block, ...]:
    """The console blocks of a case whose files are laid out in the folder."""
    blocks = blocks_of(path.read_text("utf-8"))
    folder.mkdir()
    lay_out(blocks, folder)
    return tuple(block for block in blocks if block.kind == "console")


def test_output(case: Path, tmp_path: Path, update: bool) -> None:
    markdown = case.read_text("utf-8")
    found = consoles(case, tmp_path / "示例")
    assert found, "a case needs a console block"
    fresh = [replay(block, tmp_path / "示例") for block in found]
    if update:
        for block, text in reversed(list(zip(found, fresh, strict=True))):
            markdown = markdown[: block.start] + text + markdown[block.end :]
        case.write_text(markdown, encoding="utf-8")
        return
    for block, text in zip(found, fresh, strict=True):
        assert text == block.text


def test_form(case: Path) -> None:
    markdown = case.read_text("utf-8")
    assert markdown.startswith("# ")
    prose = markdown.split("```")[0].split("\n", 1)[1].strip()
    assert prose, "say in a sentence or two what the case shows"
    if case.parent.name == "bad":
        assert "[YJ" in markdown, "a bad case shows a finding"
