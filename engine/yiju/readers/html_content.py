"""What of a page is the document, and what is the site around it: menus, banners, links, buttons.

Input: the tree of a page. Output: the elements to leave out, and the words of a page's furniture. Where no main content
can be told from the rest, only what a browser would not draw is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiju.readers.html_tokens import Token
from yiju.readers.html_tree import Node

NEVER_DRAWN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "svg",
        "math",
        "object",
        "select",
        "option",
        "button",
        "video",
        "audio",
        "canvas",
    ]
)
AROUND = frozenset(["nav", "aside"])
HEADS = frozenset(["header", "footer"])
ROLES_AROUND = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"])
MENUS = frozenset(["ul", "ol", "dl", "menu", "div", "table", "tbody", "tr", "td", "p", "center", "section", "li", "dd"])

MAIN_SHARE = 0.6
MAIN_LEAST = 80
LINK_SHARE = 0.8
LINKS_LEAST = 2

WORD = re.compile(r"[\w\u3400-\u9fff]")
ENTITY = re.compile(r"&#?\w{1,31};")
FILE_LINK = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|rtf|txt|jpe?g|png)(?:$|[?#])", re.IGNORECASE)

AROUND_IT = tuple(
    re.compile(pattern)
    for pattern, _ in (
        (r"(?:网站)?首页\s*[>＞»›/|→-][^。；;]{0,150}", "首页 > 政务公开 > 正文"),
        (r"(?:主办单位|主办|承办单位|承办|技术支持|网站维护)\s*[:：].{0,80}", "主办：某某区人民政府办公室"),
    )
)
"""Whole lines that belong to the site where they stand beside the document, each with its example."""

AMONG_IT = tuple(
    re.compile(pattern)
    for pattern, _ in (
        (r"(?:您|你)?(?:的)?(?:当前|现在|所在)(?:的)?位置\s*[:：].{0,120}", "当前位置：首页 > 政务公开 > 通知公告"),
        (r"(?:上一[篇条]|下一[篇条])\s*[:：].{0,120}", "上一篇：关于……的通知"),
        (r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]\s*(?:\d+\s*次?)?", "浏览次数：123"),
        (
            r"(?:设为首页|加入收藏|返回顶部|返回首页|网站地图|联系我们|关于我们|无障碍|长者模式|[|｜\s])++",
            "设为首页 | 加入收藏",
        ),
        (r"(?:版权所有|Copyright|©).{0,120}", "版权所有：某某区人民政府"),
        (r".{0,40}(?:ICP备|公网安备|网站标识码|政府网站标识).{0,80}", "鲁ICP备00000000号"),
        (
            r"[【\[（(]?\s*(?:字体|字号|文字大小)\s*[:：]?\s*[【\[（(]?\s*(?:超?大|中|小|默认|加大|放大|缩小)\W.{0,20}",
            "字体：[大 中 小]",
        ),
        (r"(?:[【\[（(】\])）\s]|[大中小]|打印(?:本页)?|关闭(?:窗口)?|收藏)++", "【打印】【关闭】"),
        (r"(?:分享到|分享至)\s*[:：]?.{0,30}", "分享到：微信 微博"),
        (r"(?:扫一扫|用微信扫|扫描二维码)\S{0,20}", "扫一扫在手机打开当前页"),
    )
)
"""Lines that belong to the site wherever they stand."""


@dataclass(frozen=True, slots=True)
class Content:
    """The characters of the page that hold the document, None where none could be told, and the elements that are not
    read, by identity."""

    main: tuple[int, int] | None
    left_out: frozenset[int]


@dataclass(slots=True)
class _Weight:
    """Letters under an element, those of them inside links, and the links."""

    words: int = 0
    linked: int = 0
    links: int = 0

    @property
    def own(self) -> int:
        return self.words - self.linked


def find_content(page: str, root: Node) -> Content:
    """What of a page is read."""
    hidden = {id(node) for node in _nodes(root) if node.name in NEVER_DRAWN or node.is_hidden}
    weights = _weigh(page, root, hidden)
    main = _main(root, weights)
    if weights[id(main)].own < MAIN_LEAST:
        return Content(None, frozenset(hidden))
    within = {id(node) for node in _nodes(main)}
    around = {id(node) for node in _nodes(root) if _is_around(node, id(node) in within)}
    menus = {
        id(node)
        for node in _nodes(root)
        if node.name in MENUS and id(node) not in within and _is_menu(weights.get(id(node)))
    }
    return Content(_extent(main), frozenset(hidden | around | menus))


def is_furniture(line: str, *, is_within: bool) -> bool:
    """Whether a line of a page is no part of any document; `is_within`: it stands in the element that holds it."""
    patterns = AMONG_IT if is_within else (*AROUND_IT, *AMONG_IT)
    return len(line) < 160 and any(pattern.fullmatch(line) for pattern in patterns)


def _extent(element: Node) -> tuple[int, int]:
    texts = [child for node in _nodes(element) for child in node.children if isinstance(child, Token)]
    return min(t.start for t in texts), max(t.end for t in texts)


def _nodes(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(child for child in reversed(node.children) if isinstance(child, Node))


def _weigh(page: str, root: Node, hidden: set[int]) -> dict[int, _Weight]:
    """The weight of each element that is drawn; an element's own comes after those of what it holds."""
    weights: dict[int, _Weight] = {}
    stack: list[tuple[Node, bool]] = [(root, False)]
    while stack:
        node, is_done = stack.pop()
        if id(node) in hidden:
            continue
        if not is_done:
            stack.append((node, True))
            stack.extend((child, False) for child in node.children if isinstance(child, Node))
            continue
        weights[id(node)] = _weight(page, node, weights)
    return weights


def _weight(page: str, node: Node, weights: dict[int, _Weight]) -> _Weight:
    total = _Weight()
    for child in node.children:
        if isinstance(child, Token):
            total.words += len(WORD.findall(ENTITY.sub("", page[child.start : child.end])))
        elif (inner := weights.get(id(child))) is not None:
            total.words += inner.words
            total.linked += inner.linked
            total.links += inner.links
    if node.name == "a" and node.attributes.get("href") and not _is_attachment(node):
        return _Weight(total.words, total.words, 1)
    return total


def _is_attachment(link: Node) -> bool:
    return bool(FILE_LINK.search(link.attributes.get("href", "")))


def _main(root: Node, weights: dict[int, _Weight]) -> Node:
    """The innermost element that holds most of the words outside links."""
    whole = weights[id(root)].own
    node = root
    while True:
        children = [c for c in node.children if isinstance(c, Node) and id(c) in weights]
        heaviest = max(children, key=lambda c: weights[id(c)].own, default=None)
        if heaviest is None or heaviest.name in ("p", "a") or weights[id(heaviest)].own < whole * MAIN_SHARE:
            return node
        node = heaviest


def _is_around(node: Node, is_within: bool) -> bool:
    """Whether an element says of itself that it is no part of the document; a document has a head of its own."""
    role = node.attributes.get("role", "").lower()
    if node.name in AROUND or (role in ROLES_AROUND and not is_within):
        return True
    return node.name in HEADS and not is_within


def _is_menu(weight: _Weight | None) -> bool:
    return weight is not None and weight.links >= LINKS_LEAST and weight.linked >= weight.words * LINK_SHARE
