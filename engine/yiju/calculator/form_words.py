"""Every word of the calculator's form, Chinese and English side by side; what is said of a decision is in `explain`."""

from __future__ import annotations

from typing import Final

from yiju_grammar.finding import Lang

FORM_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("试算：{title}", "Try it: {title}"),
    "note": (
        "只在您的浏览器里计算，不上传，也不保存。没有填的，都当作未知。",
        "Worked out in your own browser: nothing is sent and nothing is kept. What is not filled in counts as unknown.",
    ),
    "no_script": ("试算要靠脚本，请允许本页运行脚本。", "The calculator is a script: please let this page run it."),
    "examples": ("用编造的例子填写：", "Fill in a made-up example:"),
    "more_examples": ("其余{count}个例子", "{count} more"),
    "clear": ("清空", "Clear"),
    "when": ("时间", "When"),
    "on_day": ("按某一天", "As of a day"),
    "in_period": ("按一段时间", "Over some months"),
    "day": ("日期", "day"),
    "first_month": ("起月", "first month"),
    "last_month": ("止月", "last month"),
    "in_force_from": ("政策自{start}起执行", "the policy begins on {start}"),
    "in_force_until": ("政策执行到{end}", "the policy ends with {end}"),
    "in_force": ("政策自{start}执行到{end}", "the policy is in force from {start} to {end}"),
    "unknown": ("未知", "unknown"),
    "none": ("无", "none"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "none_of_these": ("都没有", "none of these"),
    "nobody": ("没有{list}", "there is no {list}"),
    "add": ("添加{list}", "Add {list}"),
    "remove": ("删去", "Remove"),
    "remove_which": ("删去{name}", "Remove {name}"),
    "add_month": ("添加一个月", "Add a month"),
    "month": ("月份", "month"),
    "value": ("数额", "amount"),
    "required": ("必填", "required"),
    "own": ("{name}：{word}", "{name}: {word}"),
    "member": ("{list} {number}", "{list} {number}"),
    "bounds": ("{low} 至 {high}", "{low} to {high}"),
    "ratio": ("写作 30% 或 0.3", "as 30% or 0.3"),
    "identity": ("18 位", "18 characters"),
    "result": ("结果", "Result"),
    "first_ask": ("先填这几项", "Fill these in first"),
    "first_ask_one": ("还要填这一项", "This is still needed"),
    "first_ask_maybe": ("可能还要填这几项", "These may still be needed"),
    "more_missing": ("另有{count}项", "{count} more"),
    "given": ("填写的内容", "What was filled in"),
    "mistaken": (
        "填得不对的先当作未知，见各栏下的说明",
        "entries that cannot be read count as unknown; see below each",
    ),
    "YJ602": ("应填数，如 1200 或 1,200.00", "a number is due, such as 1200 or 1,200.00"),
    "YJ603": ("太细：最细到 {step}", "too fine: steps of {step} are the finest"),
    "YJ604": ("应在 {low} 至 {high} 之间", "it must lie between {low} and {high}"),
    "YJ609": ("不是有效的身份证号", "this is no valid identity-card number"),
    "YJ625": ("应写明月份，如 2020-06", "a month is due, such as 2020-06"),
    "wrong_period": ("止月不能早于起月", "the last month cannot be before the first"),
    "wrong_day": ("要先定日期", "a day is needed first"),
    "sample": ("试算", "trial"),
    "failed": ("程序出了错，这不是您填写的问题", "the program failed; nothing you filled in is to blame"),
}


def form_say(key: str, lang: Lang, **words: object) -> str:
    """The words of a key, filled in."""
    return FORM_WORDS[key][lang == "en"].format(**words)
