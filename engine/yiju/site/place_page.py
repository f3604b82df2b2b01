"""A place's own page: its policies, documents, funds and records, what changed lately and what is to come.

Input: the rules of the place, the day of the site, and which pages there are to link to. Output: Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from yiju.documents.force import in_force
from yiju.documents.register import Document, Register
from yiju.funds.amounts import amounts_of
from yiju.load import Rules
from yiju.program.program import PolicyType
from yiju.site.addresses import ledger_page, place_page
from yiju.site.anchors import shared_page
from yiju.site.changes_section import changes_section
from yiju.site.dated import dated_changes
from yiju.site.document_places import document_address, place_of_register
from yiju.site.markup import Html, front_matter, heading, join, plain_markdown, tag
from yiju.site.periods import partial_or_none, period_text, standing
from yiju.site.pieces import anchor, badge, page, table
from yiju.site.place_view import PlaceView, owner
from yiju.site.words import counted, say


def render(view: PlaceView) -> str:
    """The page."""
    lang, title = view.lang, view.register.place
    above = view.register.above
    return page(
        front_matter(title=escape(title, quote=False), description=_counts(view)),
        heading(1, title),
        _above(view, above) if above is not None else "",
        _errors(view),
        tag("p", _counts(view), class_="yj-lead"),
        _shared(view),
        *_policies(view),
        *_section(view, "documents", _documents(view, view.register)),
        *_section(view, "documents_above", _documents_above(view)),
        *_section(view, "ledgers", _ledgers(view)),
        *_section(view, "records", _records(view)),
        heading(2, say(lang, "dates"), "dates"),
        changes_section(dated_changes(view.rules), view),
    )


def own_policies(rules: Rules, name: str) -> tuple[PolicyType, ...]:
    """The policies written in this place, not those of the places above."""
    return tuple(p for p in rules.program.policies.values() if p.span.file.startswith(f"{name}/"))


def _counts(view: PlaceView) -> str:
    parts = (
        ("policy", len(own_policies(view.rules, view.name))),
        ("document", len(view.register.documents)),
        ("ledger", len(view.rules.program.ledgers)),
    )
    return say(view.lang, "list_comma").join(counted(view.lang, noun, number) for noun, number in parts if number)


def _above(view: PlaceView, above: Register) -> str:
    target = view.to(place_page(place_of_register(above)))
    before, after = say(view.lang, "above", name="\0").split("\0")
    return tag("p", before, anchor(above.place, target), after, class_="yj-above")


def _shared(view: PlaceView) -> str:
    target = view.to(shared_page(view.name))
    return tag("p", anchor(say(view.lang, "shared"), target), class_="yj-small") if target else ""


def _errors(view: PlaceView) -> str:
    count = sum(f.severity == "error" for f in view.rules.findings) if view.rules.has_errors else 0
    words = say(view.lang, "has_errors", count=count)
    return f'!!! warning ""\n\n    {plain_markdown(words)}' if count else ""


def _section(view: PlaceView, key: str, body: str) -> tuple[str, ...]:
    return (heading(2, say(view.lang, key), key.replace("_", "-")), body) if body else ()


# --- policies


def _policies(view: PlaceView) -> Iterator[str]:
    own = own_policies(view.rules, view.name)
    others = tuple(p for p in view.rules.program.policies.values() if p not in own)
    yield from _section(view, "policies", _policy_table(view, own, "policies"))
    yield from _section(view, "policies_above", _policy_table(view, others, "policies_above"))


def _policy_table(view: PlaceView, policies: tuple[PolicyType, ...], key: str) -> str:
    lang = view.lang
    head = [say(lang, k) for k in ("policy", "subject", "in_force", "pays")]
    return table(head, (_policy_row(view, p) for p in policies), say(lang, key)) if policies else ""


def _policy_row(view: PlaceView, policy: PolicyType) -> tuple[str, ...]:
    start = policy.start.day if policy.start else None
    end = policy.end.day if policy.end else None
    found = standing(start, end, view.on)
    words = {"now": "policy_now", "not_yet": "policy_not_yet", "ended": "policy_ended"}.get(found)
    shown = badge(say(view.lang, words), found) if words else None
    return (
        anchor(policy.title, view.to_policy(policy)),
        anchor(policy.subject, view.to_record(view.rules.program.records[policy.subject])),
        join([period_text(start, end, view.lang), " ", shown]),
        say(view.lang, "list_comma").join(p.name for p in policy.payments) or "—",
    )


# --- documents


def _documents(view: PlaceView, register: Register) -> str:
    lang = view.lang
    head = [say(lang, k) for k in ("document", "issuer", "issued", "force")]
    rows = [_document_row(view, document, register) for document in register.documents]
    return table(head, rows, say(lang, "documents")) if rows else ""


def _documents_above(view: PlaceView) -> str:
    """Those of the places above, all in one table."""
    tables = []
    register = view.register.above
    while register is not None:
        tables.append(_documents(view, register))
        register = register.above
    return "\n\n".join(tables)


def _document_row(view: PlaceView, document: Document, register: Register) -> tuple[str, ...]:
    lang = view.lang
    folder = view.name if register is view.register else place_of_register(register)
    target = view.to(document_address(folder, document))
    number = document.number or say(lang, "no_number")
    return (
        join([anchor(document.title or document.number, target), tag("br"), tag("span", number, class_="yj-number")]),
        document.issuer or say(lang, "unknown"),
        partial_or_none(document.issued, lang),
        _force(view, document, register),
    )


def _force(view: PlaceView, document: Document, register: Register) -> Html:
    lang = view.lang
    force = in_force(document, register)
    found = standing(force.start, force.end, view.on)
    words = {"now": "now_in_force", "not_yet": "not_yet", "ended": "ended", "unknown": "unknown"}[found]
    told = [badge(say(lang, words), found), period_text(force.start, force.end, lang)]
    told += [say(lang, "amended_by", name=change.by.key) for change in force.partial]
    told += [] if document.text else [say(lang, "no_text")]
    return join(told, tag("br"))


# --- funds and records


def _ledgers(view: PlaceView) -> str:
    lang = view.lang
    rows = [_ledger_row(view, name) for name in view.rules.program.ledgers]
    head = [say(lang, k) for k in ("ledger", "received", "used", "left", "checks")]
    return table(head, rows, say(lang, "ledgers")) if rows else ""


def _ledger_row(view: PlaceView, name: str) -> tuple[str, ...]:
    statement = view.rules.funds(name)
    shown, total, unit = amounts_of(statement.ledger), statement.total, statement.ledger.shown_in
    figures = (shown.optional(f) for f in (total.received, total.used, total.left))
    checked = "holds" if statement.holds else "fails"
    return (
        anchor(name, view.to(ledger_page(view.name, name), ledger_page(owner(statement.ledger.span), name))),
        *("—" if f == "-" else f"{f}{unit}" for f in figures),
        badge(say(view.lang, checked), "now" if statement.holds else "wrong"),
    )


def _records(view: PlaceView) -> str:
    lang = view.lang
    head = [say(lang, k) for k in ("record", "unit_of", "fields")]
    rows = [
        (
            anchor(name, view.to_record(kind)),
            kind.counts_as or "—",
            say(lang, "list_comma").join(f.name for f in kind.fields),
        )
        for name, kind in view.rules.program.records.items()
    ]
    return table(head, rows, say(lang, "records")) if rows else ""
