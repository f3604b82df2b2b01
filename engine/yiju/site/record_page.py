"""The page of a record: its fields with types, units, bounds and marks, who reads them, its JSON Schema, a sample.

Input: the rules of a place. Output: Markdown texts by the path of the page, in one language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from yiju.check.elaborate_grounds import GroundBook
from yiju.explain.plain import Wording, value_phrase
from yiju.explain.plain.quantities import each, unit_words
from yiju.load import Rules
from yiju.program.program import RecordType
from yiju.records.schema import to_json_schema
from yiju.rule_set.model import RuleSet, Stated
from yiju.site import addresses
from yiju.site.anchors import homes, kind_word, name_of, place_of, policies_shown, shared_page
from yiju.site.markup import EMPTY, Html, front_matter, heading, join, lines, tag
from yiju.site.policy.figures import scrolled
from yiju.site.policy.quotes import CHINESE, words_html
from yiju.site.policy.reading_names import fields_read
from yiju.site.policy.remarks import remarks_above, remarks_inside
from yiju.site.policy.view import View, source_text, words_above
from yiju.site.policy.words import say
from yiju.site.record_sample import as_csv, sample
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang

Readers = Mapping[tuple[str, str], tuple[str, ...]]
MARKS = ("identifier", "private", "required", "optional", "multiple")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the parts of a page are made from. `readers`: policies by record and field."""

    view: View
    written: t.Record
    kind: RecordType
    rule_set: RuleSet
    readers: Readers


def pages(rules: Rules, place: str, lang: Lang) -> Mapping[str, str]:
    """One page a record that the place declares."""
    rule_set = rules.checked.rule_set
    known, readers = dict(homes(rule_set)), _readers(rule_set, place)
    made = {}
    for name, written in rule_set.records.items():
        kind = rules.program.records.get(name)
        if place_of(written) == place and kind is not None:
            page = addresses.record_page(place, name)
            anchors = {written.span: known[written.span].anchor}
            view = View(rules, lang, None, page, anchors, known, GroundBook(rules.known))
            made[page] = "\n\n".join(p for p in _parts(_Shown(view, written, kind, rule_set, readers)) if p) + "\n"
    return made


def field_anchor(name: str) -> str:
    """A field on its record's page."""
    return addresses.declaration_anchor("字段", name)


def _readers(rule_set: RuleSet, place: str) -> Readers:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for policy in policies_shown(rule_set, place):
        for pair in fields_read(rule_set.policies[policy], rule_set):
            found[pair] = (*found.get(pair, ()), policy)
    return found


def _parts(shown: _Shown) -> Iterator[str]:
    lang, name = shown.view.lang, shown.written.name.text
    title = say(lang, "record_title", name=name)
    yield front_matter(title=escape(title, quote=False)).rstrip("\n")
    yield heading(1, title)
    yield tag("div", id=shown.view.anchors[shown.written.span], class_="yp-rule-anchor")
    source = next(s for s in shown.rule_set.sources if s.file == shown.written.span.file)
    above = remarks_above(source).get(shown.written.span.start, ())
    yield lines(tag("p", r.text, class_="yp-note", lang=CHINESE) for r in above)
    yield _overview(shown)
    yield heading(2, say(lang, "fields"), "fields")
    yield _fields(shown)
    yield tag("p", say(lang, "marks_mean"), class_="yp-why")
    yield heading(2, say(lang, "sample"), "sample")
    yield from _sample(shown)
    yield heading(2, say(lang, "schema"), "schema")
    yield _schema(shown)


def _overview(shown: _Shown) -> Html:
    """What one record is, where it is held, what is decided about it."""
    view, name = shown.view, shown.written.name.text
    counted = shown.written.counts_as
    subjects = [
        _policy(shown, n) for n, p in shown.rule_set.policies.items() if p.head.subject and p.head.subject.text == name
    ]
    held = [_record(shown, r) for r in shown.rule_set.parents.get(name, ())]
    comma = say(view.lang, "list_comma")
    facts = [
        ("counted", Html(say(view.lang, "record_lead", unit=each(counted, view.lang))) if counted else EMPTY),
        ("subject_of", join(subjects, comma)),
        ("held_in", join(held, comma)),
    ]
    items = [tag("div", tag("dt", say(view.lang, key)), tag("dd", value)) for key, value in facts if value]
    return tag("dl", "\n", lines(items), "\n", class_="yp-overview") if items else EMPTY


def _policy(shown: _Shown, name: str, *, short: bool = False) -> Html:
    head = shown.rule_set.policies[name].head
    page = shown.view.homes[head.span].page
    return tag("a", name if short else head.title or name, href=addresses.link(shown.view.page, page), lang=CHINESE)


def _record(shown: _Shown, name: str) -> Html:
    page = addresses.record_page(place_of(shown.rule_set.records[name]), name)
    return tag("a", name, href=addresses.link(shown.view.page, page), lang=CHINESE)


# --- fields


def _fields(shown: _Shown) -> Html:
    lang = shown.view.lang
    keys = ("field", "type", "bounds", "marks", "read_by_policies")
    heads = tag("tr", *(tag("th", say(lang, key), scope="col") for key in keys))
    source = next(s for s in shown.rule_set.sources if s.file == shown.written.span.file)
    remarks = remarks_inside(source, shown.written.span.start, shown.written.span.end)
    rows = [_field(shown, f, remarks.get(f.span.start, ())) for f in shown.written.fields]
    return scrolled(tag("table", tag("thead", heads), tag("tbody", lines(rows)), class_="yp-table yp-fields"))


def _field(shown: _Shown, field: t.Field, remarks: tuple[str, ...]) -> Html:
    lang = shown.view.lang
    notes = [tag("small", r, lang=CHINESE) for r in remarks]
    name = tag("th", tag("span", field.name.text, lang=CHINESE), *notes, scope="row", id=field_anchor(field.name.text))
    readers = shown.readers.get((shown.written.name.text, field.name.text), ())
    read = join((_policy(shown, n, short=True) for n in readers), say(lang, "list_comma")) or Html(
        say(lang, "read_by_none")
    )
    cells = (_type(shown, field.type), _bounds(shown, field), _marks(shown, field), read)
    return tag("tr", name, *(tag("td", cell) for cell in cells))


def _type(shown: _Shown, kind: t.TypeExpr) -> Html:
    """A type in words, linked where it is declared elsewhere."""
    lang = shown.view.lang
    match kind:
        case t.UnitType(kind="unit", unit=unit):
            return join([say(lang, "type_number"), say(lang, "comma"), tag("span", unit_words(unit, lang))])
        case t.UnitType(kind=bare):
            return Html(say(lang, f"type_{bare}"))
        case t.PlainType(kind=bare):
            return Html(say(lang, f"type_{bare}"))
        case t.HistoryType(unit=unit):
            return join([say(lang, "type_history"), say(lang, "comma"), tag("span", unit_words(unit, lang))])
        case t.ListType(record=record):
            return _in_phrase(lang, "type_list", "record", _record(shown, record.text))
        case t.InlineEnumType(values=values):
            return _one_of(lang, [v.text for v in values])
    return _named(shown, kind.name)


def _named(shown: _Shown, name: str) -> Html:
    """A declared enumeration: its name as a link, and its values."""
    lang, declared = shown.view.lang, shown.rule_set.enumerations.get(name)
    if declared is None:  # a unit that the place has added
        return join([say(lang, "type_number"), say(lang, "comma"), tag("span", name, lang=CHINESE)])
    home = shown.view.homes.get(declared.span)
    page, anchor = (home.page, home.anchor) if home else (shared_page(place_of(declared)), "")
    link = tag(
        "a",
        f"{kind_word(declared)} {name_of(declared)}",
        href=addresses.link(shown.view.page, page, anchor),
        lang=CHINESE,
    )
    values = _one_of(lang, [v.text for v in declared.values])
    return join([link, tag("br"), values])


def _one_of(lang: Lang, values: list[str]) -> Html:
    shown = tag("span", say(lang, "list_comma").join(values), lang=CHINESE)
    return _in_phrase(lang, "type_enum", "values", shown)


def _in_phrase(lang: Lang, key: str, part: str, markup: Html) -> Html:
    head, _, tail = say(lang, key, **{part: "\0"}).partition("\0")
    return join([head, markup, tail])


def _bounds(shown: _Shown, field: t.Field) -> Html:
    if field.low is None or field.high is None:
        return EMPTY
    low, high = (source_text(shown.view, n.span) for n in (field.low, field.high))
    return join([say(shown.view.lang, "bound_both", low=low, high=high)])


def _marks(shown: _Shown, field: t.Field) -> Html:
    """标识, 隐私, 必填, 可无, 多选, and 缺省 with the words that it stands on."""
    lang = shown.view.lang
    held = [say(lang, f"mark_{mark}") for mark in MARKS if getattr(field, mark)]
    if field.default is not None:
        program, sources = shown.view.rules.program, shown.view.rules.loaded.sources
        wording = Wording(program, sources, lang, field.span.file, frozenset())
        held.append(say(lang, "default", value=value_phrase(wording, field.default)))
    source = next(s for s in shown.rule_set.sources if s.file == shown.written.span.file)
    stated = Stated(shown.written, source, ())
    words = words_html(shown.view, words_above(shown.view, stated, shown.rule_set.place_scope, field.grounds))
    return join([tag("span", say(lang, "list_comma").join(held)) if held else EMPTY, words])


# --- schema and sample


def _sample(shown: _Shown) -> Iterator[Html]:
    lang, records = shown.view.lang, shown.view.rules.program.records
    yield tag("p", say(lang, "sample_lead"))
    text = json.dumps(sample(shown.kind, records), ensure_ascii=False, indent=2)
    yield _block("JSON", text)
    files = as_csv(shown.kind, records)
    if len(files) > 1:
        yield tag("p", say(lang, "sample_lists"))
    for name, held in files.items():
        yield _block(name, held.rstrip("\n"))


def _block(title: str, text: str) -> Html:
    caption = tag("figcaption", title, lang=CHINESE)
    code = tag("pre", tag("code", text, lang=CHINESE), class_="yp-code yp-sample", tabindex=0)
    return tag("figure", "\n", caption, code, "\n", class_="yp-figure")


def _schema(shown: _Shown) -> Html:
    made = to_json_schema(shown.kind, shown.view.rules.program.records)
    code = tag(
        "pre", tag("code", json.dumps(made, ensure_ascii=False, indent=2), lang=CHINESE), class_="yp-code", tabindex=0
    )
    return tag("details", tag("summary", say(shown.view.lang, "schema_show")), code, class_="yp-source")
