"""What was seen to hold, by promise, as they are numbered in the README."""
from __future__ import annotations

import time
from typing import Any, Callable

# What of each promise this run can't show, whatever it sees.
NOT_SHOWN = {
    1: 'that ElastiCache answers and reports a real failover so; the roles are flipped in the emulator\'s state',
    2: '',
    3: '',
    4: 'that a node being made or recovering really shows itself so; the event log is seeded',
    5: 'tried in the simulator only',
    6: 'two writers at once, and throttling: the emulator has neither',
    7: '',
    8: 'failed and contradictory answers, which the emulator does not give',
    9: 'real delays and orders of SNS and SQS',
    10: 'that the names resolve: the emulator has no DNS; that IAM and Route 53 need time to make a change known',
    11: 'that Route 53 gives IAM the names, types and actions of a batch as documented: the emulator gives none, so its door was opened by hand',
    12: 'that an alarm goes off: the emulator makes no metrics of log lines',
    13: 'quotas, which the emulator does not have',
}


class Proof:
    def __init__(self) -> None:
        self.shown: dict[int, list[str]] = {promise: [] for promise in NOT_SHOWN}
        self.begun = time.monotonic()

    def stage(self, title: str) -> None:
        print(f'\n[{time.monotonic() - self.begun:5.1f} s] {title}')

    def seed(self, what: str) -> None:
        """Says what the emulator can't do by itself and was given."""
        print(f'         SEEDED {what}')

    def equal(self, promise: int, sentence: str, actual: Any, expected: Any) -> None:
        if actual != expected:
            raise AssertionError(f'{sentence} (promise {promise}): expected {expected}, got: {actual}')
        self.shows(promise, sentence)

    def soon(self, promise: int, sentence: str, look: Callable[[], Any], expected: Any, seconds: float = 60) -> None:
        """Like `equal`, but waits for it."""
        until = time.monotonic() + seconds
        while (actual := look()) != expected and time.monotonic() < until:
            time.sleep(0.5)
        self.equal(promise, sentence, actual, expected)

    def shows(self, promise: int, sentence: str) -> None:
        print(f'         {sentence}')
        self.shown[promise].append(sentence)

    def table(self) -> str:
        lines = []
        for promise, sentences in self.shown.items():
            lines += [f'promise {promise:2}: ' + ('; '.join(sentences) or '(nothing)')]
            if NOT_SHOWN[promise]:
                lines += [f'    not shown: {NOT_SHOWN[promise]}']
        return '\n'.join(lines)
