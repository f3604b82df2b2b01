"""The households in which every field that may be missing is given: for contenders that know no unknown values."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def fully_known(table: Any, *, members: bool) -> Any:
    """The rows of a table of households without an unknown."""
    names = ("居住月数", "存款") if members else ("居住月数", "存款", "工资收入")
    whole = reduce(pc.and_, (pc.is_valid(table.column(name)) for name in names))
    if members:
        listed = table.column("成员").combine_chunks()
        unsaid = pc.is_null(pc.struct_field(listed.flatten(), "工资收入")).to_numpy(zero_copy_only=False)
        lacking = np.bincount(pc.list_parent_indices(listed).to_numpy(), unsaid, len(table)) > 0
        whole = pc.and_(whole, pa.array(~lacking))
    return table.filter(whole).combine_chunks()
