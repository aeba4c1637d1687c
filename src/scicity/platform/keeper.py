"""Keeps a process alive: what ends is begun again, after a pause that grows while it keeps ending
soon.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol

log = logging.getLogger(__name__)


class Process(Protocol):
    def wait(self) -> int: ...
    def terminate(self) -> None: ...


class Keeper:
    """Begins a process and begins it again whenever it ends, until it is told to `end`.

    The pause before is `least` seconds, twice as long after each process that lived for less than
    `steady` seconds, and never more than `most`.
    """

    def __init__(
        self,
        begin: Callable[[], Process],
        *,
        least: float = 1.0,
        most: float = 60.0,
        steady: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        self.begin, self.least, self.most, self.steady, self.clock = (
            begin,
            least,
            most,
            steady,
            clock,
        )
        self.ending = threading.Event()
        self.wait = wait or self.ending.wait
        self.process: Process | None = None

    def run(self) -> None:
        pause = self.least
        while not self.ending.is_set():
            begun = self.clock()
            try:
                self.process = self.begin()
                if self.ending.is_set():
                    self.process.terminate()
                code: object = self.process.wait()
            except OSError as error:  # no memory or no process to be had just now
                code = error
            if self.ending.is_set():
                return
            pause = self.least if self.clock() - begun >= self.steady else pause
            log.error("the worker ended (%s); it is begun again in %s s", code, pause)
            if self.wait(pause):
                return
            pause = min(2 * pause, self.most)

    def end(self) -> None:
        self.ending.set()
        if self.process is not None:
            self.process.terminate()
