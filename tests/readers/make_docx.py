"""Word documents written by hand: the XML that word processors write, and nothing that the test does not need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

PARTS = ("styles", "numbering", "footnotes", "endnotes")


def docx(body: str, *, parts: Mapping[str, str | bytes] | None = None, **named: str) -> bytes:
    """A Word document with a body, and styles, numbering, footnotes and endnotes where they are given.

    Args:
        parts: further parts by name, or in place of those made.
        named: the inside of `word/<name>.xml`.
    """
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships {PACKAGE}><Relationship Id="r" Type="{RELATIONS}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {PACKAGE}>"
        + "".join(f'<Relationship Id="{n}" Type="{RELATIONS}/{n}" Target="{n}.xml"/>' for n in named)
        + "</Relationships>",
    }
    for name, inside in named.items():
        made[f"word/{name}.xml"] = f"<w:{name} {W} {MC}>{inside}</w:{name}>"
    return zipped({**made, **(parts or {})})


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{own}{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def numbered(number: int, level: int = 0) -> str:
    """A paragraph's own numbering."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, abstract_key: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_key}"/>{more}</w:num>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
