"""Every feature of the language server, asked of the real process over stdio."""

from __future__ import annotations

import pytest
from language_server_client import RULES, Open, opened
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHOLE = lsp.Range(lsp.Position(0, 0), lsp.Position(10_000, 0))


async def test_findings_are_those_of_check_with_code_and_hint(cadre: Open) -> None:
    assert await cadre.findings() == []
    cadre.edit("岗位 属于", "岗务 属于")
    [found] = await cadre.findings()
    assert (found.code, found.severity, cadre.words(found.range)) == ("YJ203", lsp.DiagnosticSeverity.Error, "岗务")
    assert found.message == "没有字段 `岗务`\n记录 `干部` 没有这个字段\n提示：是不是 `岗位`？"


async def test_columns_are_counted_in_utf16(cadre: Open) -> None:
    cadre.edit("岗位 属于（分管扶贫领导，扶贫办工作人员）", "“𠮷𠮷” 是 岗务")
    found = await cadre.findings()
    assert [cadre.words(f.range) for f in found if f.code == "YJ203"] == ["岗务"]
    assert (
        await cadre.client.text_document_hover_async(lsp.HoverParams(cadre.id, cadre.position("干部补助")))
    ) is not None


@pytest.mark.parametrize(
    ("old", "new", "code", "cured"),
    [
        ("岗位 属于", "岗务 属于", "YJ203", "岗位"),
        ("〔2019〕10号", "[2019]10号", "YJ138", "〔2019〕"),
        ("> 发放标准：按照每人每月1000元标准发放", "> 发放标准：按照每人每月2000元标准发放", "YJ520", None),
        ("> 发放标准：按照每人每月1000元标准发放\n", "", "YJ562", "假定 “写明为什么这样定”\n"),
        ("= 补助 × 70%\n", "= 补助 ÷ 7\n", "YJ322", " 舍入到 0.01元 四舍五入"),
    ],
)
async def test_a_known_cure_is_offered(cadre: Open, old: str, new: str, code: str, cured: str | None) -> None:
    cadre.edit(old, new)
    found = next(f for f in await cadre.findings() if f.code == code)
    params = lsp.CodeActionParams(cadre.id, found.range, lsp.CodeActionContext([found]))
    actions = await cadre.client.text_document_code_action_async(params)
    assert actions
    texts = [e.new_text for a in actions if isinstance(a, lsp.CodeAction) and a.edit for e in a.edit.changes[cadre.uri]]  # type: ignore[index]  # edits of this file
    assert texts if cured is None else cured in texts


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("单位 是", "记录“干部”的字段"),
        ("> 发放范围", "**转述** 济历城政办字〔2019〕10号"),
        ("济历城政办字", "发文机关：历城区扶贫开发领导小组"),
        ("考核系数（考核结果）\n", "系数待区扶贫办确认"),
        ("补助 = 1000元", "今天的值：1000.00元/人/月"),
    ],
)
async def test_hover_tells_what_a_thing_is(cadre: Open, words: str, told: str) -> None:
    shown = await cadre.client.text_document_hover_async(lsp.HoverParams(cadre.id, cadre.position(words)))
    assert shown is not None and isinstance(shown.contents, lsp.MarkupContent)
    assert told in shown.contents.value


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        (
            "\n> 发放标",
            "发放标准：按照每人每月 1000 元标准发放，其中 70%按月进行发放，30%部分年底根据考核情况一次性发放。",
        ),
        ("\n资格 某 当 单位 是 ", "街道"),
        ("\n标准 甲 = 100元/", "元/人"),
        ("\n    依据 ", "济历城扶贫组字〔2019〕5号"),
        ("\n资金 某 付 ", "月度补助"),
        ("\n例外 甲 于 ", "发放范围"),
        ("\n发", "发放"),
        ("\n定义 丙 = 重", "重叠月数"),
    ],
)
async def test_completion(cadre: Open, typed: str, label: str) -> None:
    last = cadre.text.rstrip("\n").split("\n")[-1]
    cadre.edit(last, last + typed)
    position = cadre.position(last + typed, into=len(last + typed))
    made = await cadre.client.text_document_completion_async(lsp.CompletionParams(cadre.id, position))
    items = made.items if isinstance(made, lsp.CompletionList) else made or []
    assert label in [i.label for i in items]


async def test_keywords_are_completed_in_the_language_of_the_file(client: LanguageClient) -> None:
    from yiju_grammar import format_text

    path = RULES / "licheng" / "干部补助.policy"
    held = opened(client, path, format_text(path.read_text("utf-8"), lang="en").text)
    last = held.text.rstrip("\n").split("\n")[-1]
    held.edit(last, last + "\n")
    position = held.position(last + "\n", into=len(last) + 1)
    made = await held.client.text_document_completion_async(lsp.CompletionParams(held.id, position))
    assert isinstance(made, lsp.CompletionList)
    labels = [i.label for i in made.items]
    assert "payment" in labels and "发放" not in labels


async def test_a_quote_leads_to_its_words_in_the_document(cadre: Open) -> None:
    found = await cadre.client.text_document_definition_async(
        lsp.DefinitionParams(cadre.id, cadre.position("发放标准："))
    )
    assert isinstance(found, lsp.Location) and "documents" in found.uri
    document = next((RULES / "licheng" / "documents").glob("*.txt")).read_text("utf-8-sig")
    assert "发放标准" in document.split("\n")[found.range.start.line]


async def test_names_lead_to_their_declaration_in_another_file(cadre: Open) -> None:
    params = lsp.DefinitionParams(cadre.id, cadre.position("考核结果）\n"))
    found = await cadre.client.text_document_definition_async(params)
    assert isinstance(found, lsp.Location) and found.uri == (RULES / "licheng" / "记录.policy").as_uri()


async def test_references_are_found_in_all_files(cadre: Open) -> None:
    context = lsp.ReferenceContext(include_declaration=True)
    params = lsp.ReferenceParams(context, cadre.id, cadre.position("考核结果）\n"))
    found = await cadre.client.text_document_references_async(params)
    assert found is not None and len({f.uri for f in found}) == 2 and len(found) == 11


async def test_renaming_changes_every_file_and_the_rules_stay_sound(cadre: Open) -> None:
    params = lsp.RenameParams(cadre.id, cadre.position("考核结果）\n"), "考评结果")
    edit = await cadre.client.text_document_rename_async(params)
    assert edit is not None and edit.changes is not None and len(edit.changes) == 2
    record = opened(cadre.client, RULES / "licheng" / "记录.policy")
    for held in (cadre, record):
        assert [held.words(e.range) for e in edit.changes[held.uri]] == ["考核结果"] * len(edit.changes[held.uri])
        held.text = held.text.replace("考核结果", "考评结果")
        held.version += 1
        change = lsp.TextDocumentContentChangeWholeDocument(held.text)
        versioned = lsp.VersionedTextDocumentIdentifier(version=held.version, uri=held.uri)
        held.client.text_document_did_change(lsp.DidChangeTextDocumentParams(versioned, [change]))
    assert await record.settled() == []
    assert await cadre.settled() == []
    record.close()


@pytest.mark.parametrize("name", ["政策", "2号", "单位"])
async def test_a_name_that_cannot_be_had_is_refused(cadre: Open, name: str) -> None:
    with pytest.raises(JsonRpcException, match=name):
        await cadre.client.text_document_rename_async(lsp.RenameParams(cadre.id, cadre.position("考核结果）\n"), name))


async def test_outline_folding_and_colours(cadre: Open) -> None:
    symbols = await cadre.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(cadre.id))
    assert symbols is not None and isinstance(symbols[0], lsp.DocumentSymbol)
    assert symbols[0].name == "干部补助"
    assert "月度补助" in [s.name for s in symbols[0].children or ()]
    folds = await cadre.client.text_document_folding_range_async(lsp.FoldingRangeParams(cadre.id))
    assert folds and all(f.end_line > f.start_line for f in folds)
    tokens = await cadre.client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(cadre.id))
    assert tokens is not None and len(tokens.data) % 5 == 0 and len(tokens.data) > 200


async def test_formatting_on_save(cadre: Open) -> None:
    params = lsp.DocumentFormattingParams(cadre.id, lsp.FormattingOptions(tab_size=4, insert_spaces=True))
    assert not await cadre.client.text_document_formatting_async(params)
    cadre.edit("标准 补助 = 1000元/人/月", "标准  补助=1000元/人/月")
    [edit] = await cadre.client.text_document_formatting_async(params) or []
    assert "标准 补助 = 1000元/人/月" in edit.new_text


async def test_inlays_show_clauses_and_values_of_today(cadre: Open) -> None:
    hints = await cadre.client.text_document_inlay_hint_async(lsp.InlayHintParams(cadre.id, WHOLE))
    labels = [str(h.label).strip() for h in hints or ()]
    assert "三（二）1" in labels and "今天的值：1000.00元/人/月" in labels


async def test_lenses_decide_and_run_cases_and_show_what_came(cadre: Open) -> None:
    lenses = await cadre.client.text_document_code_lens_async(lsp.CodeLensParams(cadre.id))
    titles = [l.command.title for l in lenses or () if l.command]
    assert "运行 10 个案例" in titles and "用“岗位不明”试算" in titles
    ran = await cadre.command("yiju.runCases", cadre.uri, "")
    assert len(ran["cases"]) == 10 and all(c["passed"] for c in ran["cases"])
    told = await cadre.command("yiju.decide", cadre.uri, "岗位不明")
    assert told.startswith("尚不能确定：扶贫系统干部补助") and "岗位" in told
    hints = await cadre.client.text_document_inlay_hint_async(lsp.InlayHintParams(cadre.id, WHOLE))
    assert any("通过，不符合" in str(h.label) for h in hints or ())


async def test_what_no_case_reaches_is_faded(cadre: Open) -> None:
    cadre.edit("    | 不称职         | 0%   |\n", "    | 不称职         | 0%   |\n")
    start = cadre.text.index("案例 考核不称职")
    end = cadre.text.index("案例 没有考核结果")
    cadre.edit(cadre.text[start:end], "")
    await cadre.settled()
    await cadre.command("yiju.runCases", cadre.uri, "")
    faded = [f for f in await cadre.findings(times=3) if f.tags]
    assert any("不称职" in cadre.words(f.range) for f in faded)


async def test_sentences_without_a_rule_and_a_rule_made_of_one(client: LanguageClient) -> None:
    held = opened(client, RULES / "licheng" / "干部补助.policy")
    sentences = await held.command("yiju.sentences", held.uri)
    assert {s["status"] for s in sentences} <= {"ruled", "stated", "uncovered"}
    one = next(s for s in sentences if "发放标准" in s["text"])
    edit = await held.command("yiju.ruleFromSentence", one["uri"], one["start"])
    [(uri, [change])] = edit["changes"].items()
    assert uri == held.uri and "> 按照每人每月 1000 元标准发放\n标准" in change["newText"]
    start = lsp.Position(one["line"], one["character"])
    params = lsp.CodeActionParams(
        lsp.TextDocumentIdentifier(one["uri"]), lsp.Range(start, start), lsp.CodeActionContext([])
    )
    actions = await held.client.text_document_code_action_async(params)
    assert [a.title for a in actions or ()] == ["用这一句写一条规则", "写明这一句不入规则"]


async def test_a_document_is_drafted(client: LanguageClient) -> None:
    held = opened(client, RULES / "licheng" / "干部补助.policy")
    document = RULES / "yushan" / "documents" / "07_yushan_temporary_aid.txt"
    made = await held.command("yiju.draft", document.as_uri())
    assert made["error"] == "" and any(name.endswith(".policy") for name in made["files"])
    assert (await held.command("yiju.draft", str(document.parent / "没有.txt")))["error"]
