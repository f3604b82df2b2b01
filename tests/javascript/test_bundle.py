"""Files of JavaScript joined into one module, or into a script for a page that is opened from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from javascript.node_process import node_process

from yiju.calculator.bundle import BundleError, bundle, classic

USES = 'import { one } from "./one.js";\n\nexport function two() {\n  return one + one;\n}\n'


def written(folder: Path, files: dict[str, str]) -> list[Path]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def test_what_a_file_needs_comes_before_it(tmp_path: Path) -> None:
    node = node_process()
    first, _ = written(tmp_path, {"two.js": USES, "one.js": "export const one = 1;\n"})
    assert node.call(node.module([first]), "two") == 2


def test_a_classic_script_sets_one_name(tmp_path: Path) -> None:
    node = node_process()
    files = written(tmp_path, {"two.js": USES, "one.js": "export const one = 1;\n"})
    text = classic(bundle(files), "计算器")
    assert "import" not in text and "export" not in text
    assert node.call(node.text_module(f'{text}\nexport const made = globalThis["计算器"].two();'), "made") == 2


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.js": "const x = 1;\n", "b.js": "function x() {}\n"}, "'x' stands at the top of both a.js and b.js"),
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}, "imports itself"),
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": "const b = 1;\n"}, "does not export"),
        ({"a.js": "export default 1;\n"}, "no form that can be joined"),
        ({"a.js": "import x from 'y';\n"}, "no form that can be joined"),
    ],
)
def test_files_that_cannot_be_joined(tmp_path: Path, files: dict[str, str], told: str) -> None:
    with pytest.raises(BundleError, match=told):
        bundle(written(tmp_path, files))
