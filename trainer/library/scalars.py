"""What a plain scalar means: the YAML 1.2 core rules and nothing else.

`no`, `yes`, `on`, `1:30`, `012`, `1_000` and dates are text. So are `.inf`, `.nan` and numbers too large to be finite:
no shape has a use for them.
"""

from __future__ import annotations

import math
import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBERS_BEGIN = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,299})\Z")
_OTHER_BASE = re.compile(r"0o[0-7]{1,100}\Z|0x[0-9a-fA-F]{1,100}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")


def resolve(plain: str) -> Scalar:
    """Return the value of an unquoted scalar."""
    if plain in _WORDS:
        return _WORDS[plain]
    if plain[0] not in _NUMBERS_BEGIN:
        return plain
    if _INTEGER.match(plain):
        return int(plain)
    if _OTHER_BASE.match(plain):
        return int(plain, 0)
    if len(plain) <= 300 and _FLOAT.match(plain):
        number = float(plain)
        return number if math.isfinite(number) else plain
    return plain
