"""Blocks decided in several processes, given back in order.

Each process loads the rules once, from the cache. So many blocks are under way at a time as keep the processes busy;
the rest of the file has not been read yet.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Final

from yiju.batch.blocks import Block
from yiju.batch.decide_block import DecidedBlock, Decider
from yiju.batch.job import BatchRefused, Job
from yiju.load import load
from yiju_grammar.finding import finding

UNDER_WAY: Final = 3
"""Blocks under way for each process."""

WORTH_IT: Final = 512
"""With fewer records than these no process is started."""


def decided(job: Job, blocks: Iterable[Block]) -> Generator[DecidedBlock, None, None]:
    """The blocks decided, in their order.

    Raises:
        BatchRefused: YJ818 a process was ended, YJ823 the rules changed meanwhile.
    """
    there = iter(blocks)
    first = _first(there)
    every = chain(first, there)
    workers = job.workers or os.cpu_count() or 1
    if workers == 1 or sum(len(b.records) for b in first) < WORTH_IT or not _is_on_disk(job):
        yield from map(Decider(job).block, every)
    else:
        yield from _in_processes(job, every, workers)


def _first(blocks: Iterator[Block]) -> list[Block]:
    """Blocks enough to tell whether processes are worth it."""
    first: list[Block] = []
    records = 0
    while records < WORTH_IT and (block := next(blocks, None)) is not None:
        first.append(block)
        records += len(block.records)
    return first


def _is_on_disk(job: Job) -> bool:
    """Whether another process can load the rules for itself."""
    return (job.rules.path / "documents.toml").is_file()


def _in_processes(job: Job, blocks: Iterator[Block], workers: int) -> Iterator[DecidedBlock]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, _begin, (_Order.of(job),))
    under_way: deque[Future[DecidedBlock | None]] = deque()
    try:
        for block in blocks:
            with _without_interrupts():
                under_way.append(pool.submit(_decide, block))
            if len(under_way) >= workers * UNDER_WAY:
                yield _result(under_way.popleft())
        while under_way:
            yield _result(under_way.popleft())
    except BrokenProcessPool:
        raise BatchRefused(finding("YJ818", None, where=job.source.name, path=job.source.name)) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _result(future: Future[DecidedBlock | None]) -> DecidedBlock:
    made = future.result()
    if made is None:
        raise BatchRefused(finding("YJ823", None))
    return made


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes that start here never see Ctrl-C: it is this one that ends them."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


# --- in the other process -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Order:
    """A job as it can be sent: the rules by their place and digest."""

    place: Path
    known: date | None
    digest: str
    rest: dict[str, Any]

    @staticmethod
    def of(job: Job) -> _Order:
        rest = {f.name: getattr(job, f.name) for f in fields(Job) if f.name != "rules"}
        return _Order(job.rules.path, job.rules.known, job.rules.program.digest, rest)


_deciders: list[Decider | None] = []


def _begin(order: _Order) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    rules = load(order.place, known=order.known)
    same = rules.program.digest == order.digest
    _deciders.append(Decider(Job(rules, **order.rest)) if same else None)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _decide(block: Block) -> DecidedBlock | None:
    decider = _deciders[0]
    return decider.block(block) if decider is not None else None
