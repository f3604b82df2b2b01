"""The household policy of `bench/rules/household`, written by hand in Python for stored records (2020, one day).

`decide` answers; `decide_and_keep` also keeps the value of every condition, intermediate and member value in one
tuple. Numbers are scaled integers as in the records; None is unknown, NOTHING is known to be none.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from yiju.program.values import NOTHING

LINES = {"城市": 8280, "农村": 6240}
SCHOOL = {"小学": 60, "初中": 60, "高中": 90, "本科": 90}


def all_of(*values: Any) -> Any:
    """Kleene's and."""
    if False in values:
        return False
    return None if None in values else True


def care(level: Any, area: str) -> Any:
    """护理标准."""
    if level is None:
        return None
    if level == "一级":
        return 280
    if level == "二级":
        return 200 if area == "城市" else 160
    return 0


def school(level: Any) -> Any:
    """教育标准."""
    return None if level is None else SCHOOL.get(level, 0)


def decide(row: Any, day: date) -> tuple[Any, ...]:  # noqa: C901  one function, as one would write it for speed
    """Outcome, eligibility, 差额 and every payment's amount."""
    (_, _, area, local, months, income, savings, homes, cars, use, refusals, _, rent, medical, disaster, single,
     _, _, _, members) = row  # fmt: skip
    residence = (
        True if local or (months is not None and months >= 12) else None if local is None or months is None else False
    )
    net = None if income is None or medical is None else income * 5 - medical * 3
    line = LINES[area]

    today = (day.month, day.day)
    alive_sure = alive_maybe = old_sure = old_maybe = 0
    disabled: Any = False
    children, cares, schools, living = [], [], [], []
    for _, born, learning, _, disability, died in members or ():
        alive = None if died is None else died is NOTHING
        living.append(alive)
        if alive:
            alive_sure += 1
        elif alive is None:
            alive_maybe += 1
        severe = None if disability is None else disability in ("一级", "二级")
        if alive is False or severe is False:
            pass
        elif alive and severe:
            disabled = True
        elif disabled is False:
            disabled = None
        if born is None:
            child = old = None if alive is not False else False
        else:
            age = day.year - born.year - (today < (born.month, born.day))
            child = alive if age < 18 else False
            old = alive if age >= 60 else False
        children.append(child)
        if old:
            old_sure += 1
        elif old is None:
            old_maybe += 1
        cares.append(care(disability, area))
        schools.append(school(learning))
    people = None if members is None or alive_maybe else alive_sure
    elders = None if members is None or old_maybe else old_sure
    if members is None:
        disabled = None

    need = None if people is None else line * people
    poor: Any = None
    if net is not None and need is not None:
        poor = net < need * 500
        if not poor and disaster is not False:
            stretched = net < need * 600
            poor = (True if disaster else None) if stretched else False
    elif disaster is None or disaster:
        poor = None
    if savings is None or homes is None or cars is None:
        fits = False if (savings or 0) > 3000000 or (homes or 0) > 1 or (cars or 0) > 1 else None
        if fits is None and cars == 1 and use is not None and use != "残疾代步":
            fits = False
    elif savings > 3000000 or homes > 1:
        fits = False
    elif cars == 0:
        fits = True
    elif cars == 1:
        fits = None if use is None else use == "残疾代步"
    else:
        fits = False
    works = (
        True
        if (refusals is not None and refusals < 3) or disabled
        else None
        if refusals is None or disabled is None
        else False
    )

    if residence is False or poor is False or fits is False or works is False:
        outcome = False
    elif residence is None or poor is None or fits is None or works is None:
        outcome = None
    else:
        outcome = True

    gap = None
    if need is not None and net is not None:
        over = need * 500 - net
        gap = -(-over // 6000) if over >= 0 else over // 6000
    relief = None if gap is None else max(gap, 0)
    per_child = None if single is None else 150 if single else 100
    if members is None:
        of_children = who = of_care = of_school = alive_ones = None
    else:
        of_children, who = (per_child,) * len(members), tuple(children)
        of_care, of_school, alive_ones = tuple(cares), tuple(schools), tuple(living)
    elderly = None if elders is None else elders * 80
    if rent is None:
        help_rent = None
    else:
        quarter = min(0 if rent is NOTHING else rent, 80000)
        help_rent = (2 * quarter + 4) // 8
    return (
        outcome, residence, poor, fits, works, gap, relief, of_children, who, of_care, alive_ones, of_school,
        alive_ones, elderly, help_rent,
    )  # fmt: skip


def decide_and_keep(row: Any, day: date) -> tuple[Any, tuple[Any, ...]]:  # noqa: C901  as above
    """As `decide`, and every value on the way."""
    (_, _, area, local, months, income, savings, homes, cars, use, refusals, _, rent, medical, disaster, single,
     _, _, _, members) = row  # fmt: skip
    stays = None if months is None else months >= 12
    residence = True if local or stays else None if local is None or stays is None else False
    net = None if income is None or medical is None else income * 5 - medical * 3
    line = LINES[area]

    today = (day.month, day.day)
    alive_sure = alive_maybe = old_sure = old_maybe = 0
    disabled: Any = False
    children, cares, schools, living, kept = [], [], [], [], []
    for _, born, learning, _, disability, died in members or ():
        alive = None if died is None else died is NOTHING
        if alive:
            alive_sure += 1
        elif alive is None:
            alive_maybe += 1
        severe = None if disability is None else disability in ("一级", "二级")
        severe_alive = False if alive is False or severe is False else None if alive is None or severe is None else True
        if severe_alive:
            disabled = True
        elif severe_alive is None and disabled is False:
            disabled = None
        if born is None:
            age = young = aged = None
        else:
            age = day.year - born.year - (today < (born.month, born.day))
            young, aged = age < 18, age >= 60
        child = False if young is False or alive is False else None if young is None or alive is None else True
        old = False if aged is False or alive is False else None if aged is None or alive is None else True
        if old:
            old_sure += 1
        elif old is None:
            old_maybe += 1
        cared, schooled = care(disability, area), school(learning)
        living.append(alive)
        children.append(child)
        cares.append(cared)
        schools.append(schooled)
        kept.append((alive, severe, severe_alive, age, young, child, cared, schooled, aged, old))
    people = None if members is None or alive_maybe else alive_sure
    elders = None if members is None or old_maybe else old_sure
    if members is None:
        disabled = None

    need = None if people is None else line * people
    stretched_need = None if need is None else need * 6
    stretched = None if net is None or stretched_need is None else net < stretched_need * 100
    hit = False if disaster is False or stretched is False else None if disaster is None or stretched is None else True
    below = None if net is None or need is None else net < need * 500
    poor = True if hit or below else None if hit is None or below is None else False
    one_car = None if cars is None else cars == 1
    adapted = None if use is None else use == "残疾代步"
    modest = None if savings is None else savings <= 3000000
    housed = None if homes is None else homes <= 1
    carer = all_of(one_car, adapted, modest, housed)
    no_car = None if cars is None else cars == 0
    plain = all_of(modest, housed, no_car)
    fits = True if carer or plain else None if carer is None or plain is None else False
    willing = None if refusals is None else refusals < 3
    works = True if willing or disabled else None if willing is None or disabled is None else False
    outcome = all_of(residence, poor, fits, works)

    gap = None
    if need is not None and net is not None:
        over = need * 500 - net
        gap = -(-over // 6000) if over >= 0 else over // 6000
    relief = None if gap is None else max(gap, 0)
    per_child = None if single is None else 150 if single else 100
    if members is None:
        of_children = who = of_care = of_school = alive_ones = None
    else:
        of_children, who = (per_child,) * len(members), tuple(children)
        of_care, of_school, alive_ones = tuple(cares), tuple(schools), tuple(living)
    elderly = None if elders is None else elders * 80
    capped = None if rent is None else min(0 if rent is NOTHING else rent, 80000)
    help_rent = None if capped is None else (2 * capped + 4) // 8
    answers = (
        outcome, residence, poor, fits, works, gap, relief, of_children, who, of_care, alive_ones, of_school,
        alive_ones, elderly, help_rent,
    )  # fmt: skip
    values = (
        stays, residence, net, line, people, stretched_need, stretched, hit, need, below, poor, one_car, adapted,
        modest, housed, carer, no_car, plain, fits, willing, disabled, works, outcome, gap, relief, per_child, elders,
        elderly, capped, help_rent, kept,
    )  # fmt: skip
    return answers, values
