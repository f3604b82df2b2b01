"""The form of `documents.toml`, checked by pydantic; keys may be Chinese or English.

Input: the tables tomllib gives, keys already in English. Output: models, or what is wrong with which key. Imported
only when a register is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictStr

from yiju.documents.dates import PartialDate, read_date, whole

TOP_KEYS = {"地方": "place", "文件": "document"}
PLACE_KEYS = {"名称": "name", "币种": "currency", "上级": "above", "区划": "regions"}
DOCUMENT_KEYS = {
    "编号": "number",
    "题名": "title",
    "发文机关": "issuer",
    "成文日期": "issued",
    "施行日期": "effective",
    "失效日期": "ends",
    "文件": "file",
    "修改": "amends",
    "废止": "repeals",
    "转述于": "restated_by",
    "备注": "note",
}
REFERENCE_KEYS = {"文件": "document", "条款": "clause", "自": "from"}


def english(table: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    """The table with Chinese keys in English; what is neither stays and is found wanting."""
    return {keys.get(key, key): value for key, value in table.items()}


def _partial(value: object) -> PartialDate:
    if isinstance(value, datetime):
        raise ValueError("date")
    if isinstance(value, date):
        return whole(value)
    read = read_date(str(value)) if isinstance(value, str | int) else None
    if read is None:
        raise ValueError("date")
    return read


def _many(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _reference(value: object) -> object:
    if isinstance(value, str):
        return {"document": value}
    return english(value, REFERENCE_KEYS) if isinstance(value, dict) else value


Dated = Annotated[PartialDate, BeforeValidator(_partial)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, frozen=True)


class ReferenceForm(_Form):
    """A key, maybe followed by clauses (`"《…》第四条至第六条"`), or a table with `document`, `clause`, `from`."""

    document: StrictStr
    clause: StrictStr = ""
    start: Dated | None = None

    def __init__(self, **values: Any) -> None:
        if "from" in values:
            values["start"] = values.pop("from")
        super().__init__(**values)


References = Annotated[list[Annotated[ReferenceForm, BeforeValidator(_reference)]], BeforeValidator(_many)]


class DocumentForm(_Form):
    """One `[[document]]`."""

    number: StrictStr = ""
    title: StrictStr = ""
    issuer: StrictStr = ""
    issued: Dated | None = None
    effective: Dated | None = None
    ends: Dated | None = None
    file: StrictStr = ""
    amends: References = []
    repeals: References = []
    restated_by: References = []
    note: StrictStr = ""


class PlaceForm(_Form):
    """`[place]`."""

    name: StrictStr
    currency: StrictStr = "元"
    above: StrictStr = ""
    regions: list[StrictStr] = []
