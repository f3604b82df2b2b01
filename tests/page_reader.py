"""What a browser makes of a page: its ids, its links, and the text inside elements of a class."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from yiju import Rules, load

RULES = Path(__file__).parents[1] / "rules"
PLACES = tuple(sorted(folder.name for folder in RULES.iterdir() if (folder / "documents.toml").is_file()))
VOID = ("br", "hr", "img", "input", "meta", "link", "wbr")


@dataclass
class Element:
    """An element with its attributes and all text in it."""

    name: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Page:
    """A page's elements in the order in which they begin."""

    elements: list[Element] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def links(self) -> list[str]:
        return [e.attributes["href"] for e in self.elements if "href" in e.attributes]

    def of(self, class_: str) -> list[Element]:
        return [e for e in self.elements if class_ in e.classes]

    def named(self, name: str) -> list[Element]:
        return [e for e in self.elements if e.name == name]

    def text(self, class_: str) -> str:
        return "".join(e.text for e in self.of(class_))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.opened: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs})
        self.page.elements.append(element)
        if tag not in VOID:
            self.opened.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened and self.opened[-1].name == tag, f"</{tag}> closes {self.opened[-1:]}"
        self.opened.pop()

    def handle_data(self, data: str) -> None:
        for element in self.opened:
            element.text += data


def read_page(html: str) -> Page:
    """Read HTML, or Markdown with blocks of HTML; every element must be closed in turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.opened
    return reader.page


@cache
def rules_of(place: str) -> Rules:
    """The rules of a place of `rules/`."""
    return load(RULES / place)
