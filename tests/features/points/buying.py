"""What the fixture `buy` is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: An amount, the day (of it and of its entry), the member and further words give the answer of the purchase.
Buy = Callable[..., dict[str, Any]]
