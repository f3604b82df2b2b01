"""The report of a compiled document: as JSON it fits its schema, as text and in a folder it is whole."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import yiju
from yiju.compiling.compile import compile_document, compile_text
from yiju.compiling.json import to_data, to_json
from yiju.compiling.write import write_draft
from yiju.drafting.model import Compiled
from yiju.readers.model import DocumentText
from yiju_cli.main import main
from yiju_grammar import format_text
from yiju_grammar.finding import Finding

ROOT = Path(__file__).parents[1] / "documents"
DOCUMENTS = sorted(ROOT.rglob("*.txt"))


def compiled(path: Path) -> Compiled:
    made = compile_document(path)
    assert not isinstance(made, Finding)
    return made


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(files("yiju.compiling").joinpath("document.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem[:30])
def test_every_document(path: Path, validator: Draft202012Validator, tmp_path: Path) -> None:
    made = compiled(path)
    data = to_data(made)
    assert list(validator.iter_errors(data)) == []
    statuses = sum(data["coverage"][key] for key in ("ruled", "stated", "not_normative", "structural"))
    assert statuses + len(data["coverage"]["uncovered"]) == data["coverage"]["sentences"]
    write_draft(made, path, tmp_path / "draft")
    rules = yiju.load(tmp_path / "draft")
    assert [f for f in rules.check() if f.severity == "error"] == []
    for file in (tmp_path / "draft").glob("*.policy"):
        text = file.read_text("utf-8")
        assert format_text(text, file.name).text == text


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_json(compiled(DOCUMENTS[0])) == to_json(compiled(DOCUMENTS[0]))


def test_what_a_person_edited_is_kept(tmp_path: Path) -> None:
    path = DOCUMENTS[2]
    write_draft(compiled(path), path, tmp_path)
    policy = next(tmp_path.glob("*补贴*.policy"), None) or next(tmp_path.glob("*.policy"))
    policy.write_text("# 改过\n", "utf-8")
    write_draft(compiled(path), path, tmp_path)
    assert policy.with_name(f"{policy.name}.bak").read_text("utf-8") == "# 改过\n"
    assert policy.read_text("utf-8") != "# 改过\n"


def test_spans_of_a_web_page_are_in_its_source(tmp_path: Path) -> None:
    body = DOCUMENTS[0].read_text("utf-8").replace("\n", "</p>\n<p>")
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><p>{body}</p></body></html>", "utf-8")
    data = to_data(compiled(page))
    source = page.read_text("utf-8")
    assert data["facts"]
    for fact in data["facts"]:
        assert source[slice(*fact["span"])].startswith(fact["text"][:2])


def test_an_empty_document_has_an_empty_report() -> None:
    data = to_data(compile_text(DocumentText("", "text"), "空.txt"))
    assert data["rules"] == data["facts"] == data["sums"] == []


def test_a_file_that_is_no_text_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "扫描.txt"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert main(["compile", str(path)]) == 1
    assert "error[YJ5" in capsys.readouterr().err
