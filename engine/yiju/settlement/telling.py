"""Lines of a settlement in words: why a payment was not made, what a 互斥 says and where, which funds paid.

Input: a settlement's parts. Output: sentences in either language; an identity-card number is shown only in part
unless asked for. Computes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yiju.documents.model import Citation
from yiju.explain.layout import clean
from yiju.explain.terms import quote_text
from yiju.explain.values import mask_text
from yiju.settlement.model import Account, Line, Rule
from yiju.settlement.summary import Reason
from yiju.settlement.words import money, say
from yiju_grammar.finding import Lang

_IDENTITY = re.compile(r"\d{17}[\dXx]|\d{15}")


def identifier_text(text: str, *, reveal: bool = False) -> str:
    """Whom a record or payment is about; an identity-card number only in part."""
    return clean(text) if reveal or not _IDENTITY.fullmatch(text) else mask_text(text)


def rule_text(rule: Rule, lang: Lang) -> str:
    """What a 互斥 says: `“甲”、“乙”不重复发，取较高者`."""
    payments = say("comma", lang).join(f"“{clean(name)}”" for name in dict.fromkeys(rule.payments))
    key = "rule" if len(set(rule.payments)) > 1 else "rule_one"
    return say(key, lang, payments=payments, payee=clean(rule.key), take=say(f"take_{rule.take}", lang))


def grounds_text(rule: Rule, lang: Lang) -> str:
    """Number, clause and quoted words of each ground, or what is assumed."""
    cited = [citation_text(citation, lang) for citation in rule.citations]
    return say("semicolon", lang).join([*cited, *(say("assumed", lang, why=clean(why)) for why in rule.assumed)])


def citation_text(citation: Citation, lang: Lang) -> str:
    """A document's number, the clause and the quoted words; a whole document has none."""
    source = _source(citation.number, citation.title, citation.clause)
    quote = quote_text(citation.quote)
    return say("quoted", lang, source=source, quote=quote) if quote else source


def _source(number: str, title: str, clause: str) -> str:
    name = clean(number) or f"《{clean(title).strip('《》')}》"
    return f"{name} {clean(clause)}" if clause else name


def favour_text(line: Line, rules: Sequence[Rule], lang: Lang, *, reveal: bool = False) -> str:
    """In whose favour a line was withheld."""
    assert line.favour is not None and line.rule is not None
    return say(
        "in_favour",
        lang,
        payee=clean(rules[line.rule].key),
        record=identifier_text(line.favour.record, reveal=reveal),
        payment=clean(line.favour.payment),
    )


def why_text(line: Line, rules: Sequence[Rule], lang: Lang, *, reveal: bool = False) -> str:
    """Why a line was not paid."""
    if line.state == "withheld":
        return favour_text(line, rules, lang, reveal=reveal)
    if line.why == "rival" and line.favour is not None:
        record = identifier_text(line.favour.record, reveal=reveal)
        return say("rival", lang, record=record, payment=clean(line.favour.payment))
    return say(line.why or line.state, lang, funds=_names(line.funds, lang))


def reason_text(reason: Reason, rules: Sequence[Rule], lang: Lang) -> str:
    """Why several lines were not paid."""
    if reason.why == "withheld" and reason.rule is not None:
        return rule_text(rules[reason.rule], lang)
    if reason.why == "rival" and reason.rule is not None:
        payments = say("comma", lang).join(f"“{clean(p)}”" for p in dict.fromkeys(rules[reason.rule].payments))
        return say("rival_of", lang, payments=payments)
    return say(reason.why, lang, funds=_names(reason.funds, lang))


def draws_text(line: Line, accounts: Sequence[Account], lang: Lang) -> str:
    """Which funds paid a line: one by its name, several with what each gave."""
    if len(line.draws) == 1:
        return clean(accounts[line.draws[0].account].fund)
    parts = (say("share_of", lang, fund=clean(accounts[d.account].fund), amount=money(d.cents)) for d in line.draws)
    return say("comma", lang).join(parts)


def account_name(account: Account) -> str:
    """A fund, with the programme its money is for: `省级（雨露计划）`."""
    return clean(f"{account.fund}（{account.programme}）" if account.programme else account.fund)


def _names(funds: Sequence[str], lang: Lang) -> str:
    return say("comma", lang).join(f"“{clean(name)}”" for name in dict.fromkeys(funds))
