"""Pages: what a reader of the page sees of the document, and the way back to the page's own characters."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.samples import sample_html

from yiju.readers.limits import MAX_DEPTH
from yiju.readers.model import DocumentText
from yiju.readers.original import original_span
from yiju.readers.read import read_bytes
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE

LONG = "为保障老年人生活，根据有关规定，结合本县实际，制定本办法。" * 5


def read(page: str | bytes) -> DocumentText:
    result = read_bytes(page if isinstance(page, bytes) else page.encode(), "a.html", NOWHERE)
    assert isinstance(result, DocumentText), result
    return result


def lines(page: str) -> list[str]:
    return read(page).text.splitlines()


def code(page: str | bytes) -> str:
    result = read_bytes(page if isinstance(page, bytes) else page.encode(), "a.html", NOWHERE)
    assert isinstance(result, Finding), result
    return result.code


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<p>每人<b>每月</b><font color=red>100</font>元</p>", ["每人每月100元"]),
        ("<p>每人\n   每月\r\n100 元</p>", ["每人每月100 元"]),
        ("<p>two\n words</p>", ["two words"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<pre>甲\n  乙</pre>", ["甲", "乙"]),
        ("<p>A &lt; B &amp; C&nbsp;D &#8220;x&#x201d; &copy &unknown; &</p>", ["A < B & C\xa0D “x” © &unknown; &"]),
        ("<p>甲&#xd800;乙&#0;丙&shy;丁&#8203;</p>", ["甲\ufffd乙\ufffd丙丁"]),
        ("<p>&emsp;&emsp;甲</p>", ["\u2003\u2003甲"]),
        ("<p>甲<!-- 注 -->乙<!--> 丙 --><?php 丁 ?><![CDATA[戊]]>己</p>", ["甲乙 丙 -->己"]),
        ("<p>a<b</p><p>1 < 2 <3</p>", ["a", "1 < 2 <3"]),
        ('<p title="a>b" hidden2>甲</p>', ["甲"]),
        ("<script>'<p>x</p>'</script><style>p{}</style><p>甲</p><SCRIPT>y</SCRIPT >", ["甲"]),
        ("<title>题</title><noscript>开</noscript><textarea>写</textarea><p>甲", ["甲"]),
        ('<p>甲<span style="display: none">藏</span>乙</p><div hidden>藏</div>', ["甲乙"]),
        ("<ul><li>甲<ul><li>乙</ul><li>丙</ul>", ["甲", "乙", "丙"]),
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ('<ol start=3 type="a"><li>甲<li value=9>乙</ol>', ["c. 甲", "i. 乙"]),
        ("<ol><li>一、甲<li>（二）乙<li>第三条 丙</ol>", ["一、甲", "（二）乙", "第三条 丙"]),
        ('<ol style="list-style:none"><li>甲</ol>', ["甲"]),
        ("<dl><dt>甲<dd>乙<dt>丙</dl>", ["甲", "乙", "丙"]),
        ("<h1>题</h1>文", ["题", "文"]),
    ],
)
def test_what_a_browser_draws(page: str, expected: list[str]) -> None:
    assert lines(page) == expected


def test_tables_are_rows_in_their_place() -> None:
    page = (
        "<p>如下：</p><table><caption>补贴标准</caption><thead><tr><th colspan=2>类别<th>金额</thead>"
        "<tr><td rowspan=2>老人<td>80岁<td>100<tr><td>90岁<td>200</tr><tr><td><td></table>以上。"
    )
    assert lines(page) == ["如下：", "补贴标准", "类别 |  | 金额", "老人 | 80岁 | 100", "| 90岁 | 200", "以上。"]


def test_a_table_around_tables_only_lays_out_the_page() -> None:
    page = "<table><tr><td>左<td><h1>题</h1><table><tr><td>甲<td>1</table>后</table>"
    assert lines(page) == ["左", "题", "甲 | 1", "后"]


def test_a_table_of_one_column_is_text() -> None:
    assert lines("<table><tr><td><p>一、甲</p><p>乙</p><tr><td>二、丙</table>") == ["一、甲", "乙", "二、丙"]


def site(body: str) -> str:
    return (
        "<html><body><header>某县人民政府</header><nav><a href=/>首页</a></nav>"
        '<div class=menu><a href="/a">政务公开</a> | <a href="/b">互动交流</a></div>'
        '<p>当前位置：<a href="/">首页</a> &gt; <a href="/c">通知公告</a> &gt; 正文</p>'
        f"<h1>某县办法</h1><p>【字体：大 中 小】</p><div id=zoom>{body}</div>"
        "<p>上一篇：<a href=/1>关于某事的通知</a></p><aside>推荐</aside>"
        "<div>扫一扫在手机打开当前页</div><footer>地址</footer><p>鲁ICP备00000000号</p></body></html>"
    )


def test_the_site_around_a_document_is_left_out() -> None:
    body = f"<p>{LONG}</p><p>附件：<a href='/f/1.docx'>申请表</a> <a href='/f/2.pdf'>汇总表</a></p>"
    assert lines(site(body)) == ["某县办法", LONG, "附件：申请表 汇总表"]


def test_lists_of_links_inside_the_document_are_kept() -> None:
    body = f"<p>{LONG}</p><p>下列文件废止：</p><ul><li><a href=/1>甲办法</a><li><a href=/2>乙办法</a></ul>"
    assert lines(site(body))[-3:] == ["下列文件废止：", "甲办法", "乙办法"]


def test_lines_of_the_document_that_look_like_a_sites_are_kept() -> None:
    own = ["主办单位：县文化局", "分享经验，推广典型。", "上一条规定的补贴按月发放。", "字号为三号。", "首页 / 附件"]
    body = f"<p>{LONG}</p>" + "".join(f"<p>{line}</p>" for line in own) + "<p>分享到：微信</p>"
    assert lines(site(body)) == ["某县办法", LONG, *own]


def test_where_no_main_content_can_be_told_nothing_is_dropped() -> None:
    assert lines("<nav>导航</nav><ul><li><a href=1>甲</a><li><a href=2>乙</a></ul>") == ["导航", "甲", "乙"]


def test_a_head_inside_the_article_is_its_own() -> None:
    page = f"<header>网站</header><article><header><h1>办法</h1></header><p>{LONG}</p></article>"
    assert lines(page) == ["办法", LONG]


@pytest.mark.parametrize(
    "raw",
    [
        "<p>每人每月100元</p>".encode(),
        "<p>每人每月100元</p>".encode("utf-8-sig"),
        "<p>每人每月100元</p>".encode("utf-16"),
        "<p>每人每月100元</p>".encode("gb18030"),
        "<meta charset=gb2312><p>每人每月100元</p>".encode("gb18030"),
        "<meta http-equiv='Content-Type' content='text/html; charset=GBK'><p>每人每月100元</p>".encode("gb18030"),
        "<meta charset=gb2312><p>每人每月100元</p>".encode(),
        "<meta charset=big5><p>每人每月100元</p>".encode("big5"),
    ],
)
def test_encodings(raw: bytes) -> None:
    assert read(raw).text == "每人每月100元\n"


def test_a_page_that_says_utf_8_and_is_not_stays_unread() -> None:
    assert code("<meta charset=utf-8><p>每人每月</p>".encode("gb18030")) == "YJ512"


@pytest.mark.parametrize(
    "page", ["<p>甲<!-- 乙", "<p>甲<script>乙", '<p>甲<a href="', "<p>甲<![CDATA[", "<p>甲</p", "<p>甲<!乙"]
)
def test_a_page_that_breaks_off(page: str) -> None:
    assert code(page) == "YJ544"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code("<div>" * (MAX_DEPTH + 1) + "甲") == "YJ550"
    assert lines("<div>" * (MAX_DEPTH - 5) + "甲") == ["甲"]
    assert code("<table><tr>" + "<td colspan=1000>甲" * 201 + "</table>") == "YJ551"
    reaching = "<tr><td colspan=1000 rowspan=1000>甲"
    assert code("<table>" + reaching + "<tr>" * 1000 + "</table>") == "YJ551"
    monkeypatch.setattr("yiju.readers.html_tree.MAX_PAGE_MARKS", 10)
    assert code("<br>" * 20) == "YJ550"


@pytest.mark.parametrize(
    ("words", "original"),
    [
        ("年满80周岁", "年满80周岁"),
        ("根据《甲县财政资金管理办法》（甲政发〔2019〕3号）", "根据《甲县财政资金管理办法》（甲政发〔2019〕3号）"),
        ("\u2003\u2003第三条", "&emsp;&emsp;第三条"),
        ("120 | 12,000", "120</td><td>12,000"),
        (" | 12,000", "12,000"),
    ],
)
def test_spans_lead_back_to_the_page(words: str, original: str) -> None:
    page = sample_html()
    document = read(page)
    at = document.text.index(words)
    start, end = original_span(document, (at, at + len(words)))
    assert page[start:end] == original


def test_spans_over_entities_white_space_and_marks() -> None:
    page = "<p>A &lt; <b>B</b>\n&amp;C</p><p>乙</p>"
    document = read(page)
    assert document.text == "A < B &C\n乙\n"
    spans = {
        words: original_span(document, (document.text.index(words), document.text.index(words) + len(words)))
        for words in ("<", "< B", "B &", "C\n乙", "乙", "\n")
    }
    assert {words: page[slice(*span)] for words, span in spans.items()} == {
        "<": "&lt;",
        "< B": "&lt; <b>B",
        "B &": "B</b>\n&amp;",
        "C\n乙": "C</p><p>乙",
        "乙": "乙",
        "\n": "",
    }


def test_spans_of_other_forms_are_their_own() -> None:
    result = read_bytes("甲乙".encode(), "a.txt", NOWHERE)
    assert isinstance(result, DocumentText) and original_span(result, (1, 2)) == (1, 2)


PAGES = st.text(alphabet=st.sampled_from("<>/!-\"'=&;# \n甲乙ab1ptdrolibx"), max_size=200) | st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<td>",
            "<tr>",
            "<table>",
            "</table>",
            "<ol>",
            "<li>",
            "甲",
            "&lt;",
            " \n",
            "<a href=1>",
            "<b>",
            "<br>",
            "<pre>",
            "</ol>",
            "<div>",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_any_page_gives_a_text_whose_words_stand_in_it(page: str) -> None:
    result = read_bytes(page.encode(), "a.html", NOWHERE)
    if isinstance(result, Finding):
        return
    for run in result.runs:
        words, original = result.text[run.start : run.start + run.length], page[run.origin : run.origin + run.width]
        assert words == original.replace("\n", " ") or original.startswith("&") or not words.strip()
    ends = [run.start + run.length for run in result.runs]
    assert all(end <= run.start for end, run in zip(ends, result.runs[1:], strict=False))


@pytest.mark.parametrize(
    "piece", ['<a "', "<", "&", "<!--", "<a href=1>", "</p>", "<td>", " \n", "<p", "<li>", "&#", "<b>", "='"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(times: int) -> float:
        page = ("<p>甲" + piece * times).encode()
        before = time.perf_counter()
        read_bytes(page, "a.html", NOWHERE)
        return time.perf_counter() - before

    seconds(10)
    assert seconds(40_000) < 0.5 + 40 * seconds(4_000)
