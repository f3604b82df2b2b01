"""The parts of an OFD file (GB/T 33190-2016): documents, pages, templates.

Input: an archive. Output: for each page the XML of what is drawn on it, templates first. Names in the file lead from
part to part; none may lead outside the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from yiju.readers.archive import Archive
from yiju.readers.limits import MAX_PAGES
from yiju.readers.unreadable import Unreadable, damaged, suspicious_name
from yiju.readers.xml_parts import child, children, parse_xml

ENTRY = "OFD.xml"
LOCKS = ("Encryptions.xml", "decryptseed.dat", "entriesmap.dat")
"""Parts that only a locked file has (GM/T 0099-2020, appendix C)."""
PREFIXES = {"http://www.ofdspec.org/2016": "", "http://www.ofdspec.org/": "", "http://www.ofdspec.org": ""}
BACK = "Background"


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page: its box, and the layers drawn on it from back to front."""

    box: str
    layers: tuple[Element, ...]
    annotations: int


def pages_of(archive: Archive) -> Iterator[OfdPage]:
    """The pages of all documents of a file, in order.

    Raises:
        Unreadable: YJ545 a part is missing or damaged, YJ546 the file is locked, YJ549 too many pages, YJ552 a name
            leads outside.
    """
    if any(name.rpartition("/")[2] in LOCKS for name in archive.names):
        raise Unreadable("YJ546")
    count = 0
    entry = _part(archive, ENTRY)
    for body in children(entry, "DocBody"):
        root = _text(child(body, "DocRoot"))
        if not root:
            continue
        for page in _document(archive, _inside("", root)):
            count += 1
            if count > MAX_PAGES:
                raise Unreadable("YJ549", limit=f"{MAX_PAGES}")
            yield page


def _document(archive: Archive, name: str) -> Iterator[OfdPage]:
    root = _part(archive, name)
    folder = dirname(name)
    common = child(root, "CommonData")
    templates = {
        template.get("ID", ""): _inside(folder, template.get("BaseLoc", ""))
        for template in children(common, "TemplatePage")
    }
    box = _box(child(common, "PageArea"))
    noted = _annotated(archive, root, folder)
    for page in children(child(root, "Pages"), "Page"):
        yield _page(archive, _inside(folder, page.get("BaseLoc", "")), templates, box, noted.get(page.get("ID", ""), 0))


def _page(archive: Archive, name: str, templates: dict[str, str], box: str, annotations: int) -> OfdPage:
    root = _part(archive, name)
    behind: list[Element] = []
    before: list[Element] = []
    for used in children(root, "Template"):
        template = templates.get(used.get("TemplateID", ""))
        if template is not None:
            (behind if used.get("ZOrder", BACK) == BACK else before).extend(_layers(_part(archive, template)))
    return OfdPage(_box(child(root, "Area")) or box, (*behind, *_layers(root), *before), annotations)


def _layers(page: Element) -> list[Element]:
    return list(children(child(page, "Content"), "Layer"))


def _box(area: Element | None) -> str:
    """The sheet of paper: its left, top, width and height in millimetres."""
    return _text(child(area, "PhysicalBox")) or _text(child(area, "ApplicationBox"))


def _annotated(archive: Archive, root: Element, folder: str) -> dict[str, int]:
    """How many annotations (stamps, watermarks, remarks) hang on each page; they are no words of the document."""
    name = _text(child(root, "Annotations"))
    if not name or (list_name := _inside(folder, name)) not in archive:
        return {}
    counts: dict[str, int] = {}
    for page in children(_part(archive, list_name), "Page"):
        file = _inside(dirname(list_name), _text(child(page, "FileLoc")))
        if file in archive:
            counts[page.get("PageID", "")] = len(list(children(_part(archive, file), "Annot")))
    return counts


def _part(archive: Archive, name: str) -> Element:
    return parse_xml(archive.read(name), name, PREFIXES)


def _text(element: Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _inside(folder: str, location: str) -> str:
    """A location as the part in `folder` names it; one that begins with `/` begins at the root of the archive.

    Raises:
        Unreadable: YJ545 it names nothing, YJ552 it leads outside.
    """
    location = location.strip().replace("\\", "/")
    if not location:
        raise damaged("部件的位置", "the location of a part")
    path = normpath(location.lstrip("/") if location.startswith("/") else join(folder, location))
    if path.startswith(".."):
        raise suspicious_name(location)
    return path
