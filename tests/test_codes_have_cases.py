"""Every code with a page is shown by a case under tests/cases/**/bad, as a writer sees it, or says here why not."""

from __future__ import annotations

import re
from pathlib import Path

from yiju_grammar.finding import all_codes

CASES = Path(__file__).parent / "cases"
SHOWN = re.compile(r"\[(YJ\d{3})\]|\"code\":\"(YJ\d{3})\"")

WITHOUT_A_CASE: dict[str, str] = {
    "YJ131": "thousands of brackets: tests/grammar/test_findings.py",
    "YJ132": "four million characters: tests/grammar/test_findings.py",
    "YJ133": "a line of twenty thousand characters: tests/grammar/test_findings.py",
    "YJ134": "bytes that are not UTF-8 cannot stand in Markdown: tests/grammar/test_findings.py",
    "YJ135": "half a character cannot stand in Markdown: tests/grammar/test_findings.py",
    "YJ136": "NUL cannot stand in Markdown: tests/grammar/test_findings.py",
    "YJ405": "the circle is found before, as YJ208; this keeps the passes after it safe",
    "YJ501": "a case is always laid out with a register: tests/documents/test_register.py",
    "YJ512": "bytes of no encoding cannot stand in Markdown: tests/documents/test_register.py",
    "YJ513": "a document of megabytes: tests/readers/test_read.py",
    "YJ546": "a locked file cannot stand in Markdown: tests/readers/test_read.py",
    "YJ547": "a picture cannot stand in Markdown: tests/readers/test_read.py",
    "YJ548": "an archive cannot stand in Markdown: tests/readers/test_archive.py",
    "YJ549": "two thousand pages: tests/readers/test_read_pdf.py",
    "YJ550": "hundreds of elements in one another: tests/readers/test_read_html.py",
    "YJ551": "hundreds of thousands of cells: tests/readers/test_read_html.py",
    "YJ552": "an archive cannot stand in Markdown: tests/readers/test_archive.py",
    "YJ553": "a scanned PDF cannot stand in Markdown: tests/readers/test_read_pdf.py",
    "YJ554": "a package that is not installed: tests/readers/test_read_pdf.py",
    "YJ555": "a PDF with a font cannot stand in Markdown: tests/readers/test_read_pdf.py",
    "YJ556": "a scanned PDF cannot stand in Markdown: tests/readers/test_read_pdf.py",
    "YJ557": "a PDF with a font cannot stand in Markdown: tests/readers/test_read_pdf.py",
    "YJ558": "a Word document cannot stand in Markdown: tests/readers/test_read_docx.py",
    "YJ559": "a Word document cannot stand in Markdown: tests/readers/test_docx_numbering.py",
    "YJ632": "a package that is not installed: tests/records/test_readers.py",
    "YJ635": "bytes of no encoding cannot stand in Markdown: tests/records/test_readers.py",
    "YJ642": "ten thousand members: tests/records/test_door.py",
    "YJ645": "a call of the library; one list field takes any file: tests/records/test_readers.py",
    "YJ646": "an XLSX file cannot stand in Markdown: tests/records/test_readers.py",
    "YJ707": "two hundred provisions: tests/drafting/test_limits.py",
    **{f"YJ84{n}": "a spreadsheet cannot stand in Markdown: tests/sheets" for n in range(10)},
    "YJ801": "only when Python is generated: tests/backends",
    "YJ802": "only when Python is generated: tests/backends",
    "YJ803": "only when Python is generated: tests/backends",
    "YJ806": "numbers beyond 38 digits: tests/batch/test_spark_dialect.py",
    "YJ813": "a full disk: tests/batch/test_refusals.py",
    "YJ814": "a package that is not installed: tests/batch/test_refusals.py",
    "YJ816": "a million records: tests/batch/test_refusals.py",
    "YJ817": "two runs at a time: tests/batch/test_refusals.py",
    "YJ818": "a process that is killed: tests/batch/test_parts.py",
    "YJ819": "a run that has been changed: tests/batch/test_parts.py",
    "YJ822": "a Parquet file cannot stand in Markdown: tests/batch/test_input.py",
    "YJ823": "rules that change during a run: tests/batch/test_parts.py",
    "YJ830": "an engine of a database: tests/batch/test_after.py",
    "YJ831": "an output that is changed before it is paid: tests/batch/test_after.py",
    **{f"YJ85{n}": "a database cannot stand in Markdown: tests/batch/test_postgres_refusals.py" for n in range(5)},
    **{f"YJ85{n}": "a cluster cannot stand in Markdown: tests/batch/test_spark_engine.py" for n in range(5, 8)},
}


def codes_shown() -> set[str]:
    texts = (file.read_text("utf-8") for file in CASES.glob("*/bad/*.md"))
    return {found[1] or found[2] for text in texts for found in SHOWN.finditer(text)}


def test_every_code_is_shown_by_a_case() -> None:
    assert sorted(set(all_codes()) - codes_shown() - set(WITHOUT_A_CASE)) == []


def test_no_excuse_is_left_over() -> None:
    assert sorted(set(WITHOUT_A_CASE) & codes_shown()) == []
    assert sorted(set(WITHOUT_A_CASE) - set(all_codes())) == []
