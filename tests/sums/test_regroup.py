"""Receipts regrouped into uses: what agrees, the smallest joint sets, the transfers, and what is not decided."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from yiju.sums.regroup import JointSet, Line, Transfer, regroup


def lines(*pairs: tuple[str, int]) -> list[Line]:
    return [Line(label, Fraction(amount)) for label, amount in pairs]


LICHENG_RECEIVED = lines(("特困救助", 60), ("人居环境", 92), ("行业社会扶贫", 941))
LICHENG_USED = lines(("人居环境", 303), ("特困救助", 60), ("生产路", 350), ("水管", 350), ("行业社会扶贫", 30))


def test_licheng_gives_211_to_the_environment() -> None:
    found = regroup(LICHENG_RECEIVED, LICHENG_USED)
    assert found.agreeing == ((0, 1),)
    assert found.joint == (JointSet((1, 2), (0, 2, 3, 4)),)
    assert found.transfers == (
        Transfer(2, 0, Fraction(211)),
        Transfer(2, 2, Fraction(350)),
        Transfer(2, 3, Fraction(350)),
    )
    assert found.is_decided


def test_smaller_sets_are_found_before_larger_ones() -> None:
    found = regroup(lines(("a", 7), ("b", 5), ("c", 9)), lines(("d", 7), ("e", 6), ("f", 8)))
    assert found.joint == (JointSet((0,), (0,)), JointSet((1, 2), (1, 2)))


def test_sets_that_compete_are_listed_and_none_is_chosen() -> None:
    found = regroup(lines(("a", 100)), lines(("x", 60), ("y", 40), ("z", 30), ("w", 70)))
    assert found.joint == () and found.transfers == () and not found.is_decided
    assert found.competing == (JointSet((0,), (0, 1)), JointSet((0,), (2, 3)))


def test_several_givers_to_one_taker_are_told_apart() -> None:
    found = regroup(lines(("a", 30), ("b", 50)), lines(("c", 80)))
    assert found.transfers == (Transfer(0, 0, Fraction(30)), Transfer(1, 0, Fraction(50)))


def test_several_givers_and_takers_are_left_open() -> None:
    found = regroup(lines(("a", 30), ("b", 50)), lines(("c", 35), ("d", 45)))
    assert found.joint == (JointSet((0, 1), (0, 1)),)
    assert found.transfers == ()


def test_one_label_on_two_lines_claims_no_transfer() -> None:
    found = regroup(lines(("a", 30), ("b", 50)), lines(("a", 41), ("a", 39)))
    assert len(found.joint) == 1 and found.transfers == ()


def test_lines_that_read_alike_do_not_compete() -> None:
    found = regroup(lines(("a", 10)), lines(("x", 10), ("x", 10)))
    assert found.joint == (JointSet((0,), (0,)),) and found.is_decided


def test_too_many_lines_are_not_searched() -> None:
    found = regroup([Line(f"r{i}", Fraction(2**i)) for i in range(33)], [])
    assert not found.is_searched and not found.is_decided and found.joint == ()


def test_as_many_as_are_searched_with_ties_beyond_count() -> None:
    found = regroup([Line(f"r{i}", Fraction(1)) for i in range(16)], [Line(f"u{i}", Fraction(1)) for i in range(16)])
    assert found.joint == () and len(found.competing) == 64


def test_nothing_is_nothing() -> None:
    assert regroup([], []).is_decided


SIDE = st.lists(
    st.builds(Line, st.sampled_from(["", "a", "b", "c"]), st.integers(0, 12).map(lambda n: Fraction(n, 4))), max_size=5
)


@given(SIDE, SIDE)
def test_the_first_sets_are_the_smallest_that_balance(received: list[Line], used: list[Line]) -> None:
    found = regroup(received, used)
    for r, u in found.agreeing:
        assert received[r] == used[u] and received[r].label
    smallest = oracle(received, used, found.agreeing)
    sizes = [len(s.received) + len(s.used) for s in (*found.joint, *found.competing)]
    assert bool(smallest) == bool(sizes)
    if smallest:
        assert sizes == sorted(sizes) and sizes[0] == len(smallest[0][0]) + len(smallest[0][1])
        assert {(s.received, s.used) for s in found.competing if sizes[0] == sizes[-1]} <= set(smallest)


@given(SIDE, SIDE)
def test_sets_balance_share_no_line_and_transfers_leave_nothing(received: list[Line], used: list[Line]) -> None:
    found = regroup(received, used)
    taken = [i for s in found.joint for i in s.received] + [r for r, _ in found.agreeing]
    assert len(taken) == len(set(taken))
    for joint in (*found.joint, *found.competing):
        assert sum(received[i].amount for i in joint.received) == sum(used[i].amount for i in joint.used) > 0
    for transfer in found.transfers:
        assert transfer.amount > 0
        assert transfer.amount <= min(received[transfer.giver].amount, used[transfer.taker].amount)


@given(SIDE, SIDE)
def test_what_is_left_over_holds_nothing_that_balances(received: list[Line], used: list[Line]) -> None:
    found = regroup(received, used)
    if found.is_decided:
        gone = [*found.agreeing]
        gone += [(r, -1) for s in found.joint for r in s.received] + [(-1, u) for s in found.joint for u in s.used]
        assert not oracle(received, used, tuple(gone))


def oracle(
    received: list[Line], used: list[Line], gone: tuple[tuple[int, int], ...]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every smallest balanced set of the lines that are not gone, by trying all."""
    left = [i for i, x in enumerate(received) if x.amount and i not in {r for r, _ in gone}]
    right = [i for i, x in enumerate(used) if x.amount and i not in {u for _, u in gone}]
    found = [
        (r, u)
        for m in range(1, len(left) + 1)
        for n in range(1, len(right) + 1)
        for r in combinations(left, m)
        for u in combinations(right, n)
        if sum(received[i].amount for i in r) == sum(used[i].amount for i in u)
    ]
    size = min((len(r) + len(u) for r, u in found), default=0)
    return [(r, u) for r, u in found if len(r) + len(u) == size]
