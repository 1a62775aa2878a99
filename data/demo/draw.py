"""Picks that come out the same on every Python, so the demo workbooks can be made again cell for cell."""

import random
from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")


class Draw:
    """A seeded source of picks.

    Python promises the same numbers for a seed only for `random()`; `choice`, `shuffle` and `sample` may
    change between releases, so everything here is built on `random()` alone.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        return int(self._random.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.below(100) < percent

    def pick(self, values: Sequence[Value]) -> Value:
        """One of the values."""
        return values[self.below(len(values))]

    def weighted(self, choices: Sequence[tuple[Value, int]]) -> Value:
        """One of the values, each as likely as the weight beside it."""
        left = self.below(sum(weight for _, weight in choices))
        for value, weight in choices:
            if left < weight:
                return value
            left -= weight
        raise ValueError("weights must be positive")

    def shuffled(self, values: Sequence[Value]) -> list[Value]:
        """The values in another order."""
        rest = list(values)
        return [rest.pop(self.below(len(rest))) for _ in values]
