"""What to say where a value is of another type than its shape asks."""

from __future__ import annotations

from trainer.library.text import shown

_NEEDED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys and values",
    "model_type": "a mapping of keys and values",
}
_REMEDIES = {
    "string_type": "Write text; put it in quotes where YAML would read it as something else.",
    "int_type": "Write digits without quotes, such as 2.",
    "float_type": "Write digits without quotes, such as 0.5.",
    "bool_type": "Write true or false, without quotes.",
    "tuple_type": "Write [one, two], or one item to a line behind `- `.",
    "dict_type": "Write `key: value`, one to a line, indented under this key.",
    "model_type": "Write `key: value`, one to a line, indented under this key.",
}
_YES = frozenset({"yes", "y", "on", "true"})
_NO = frozenset({"no", "n", "off", "false"})


def wrong_type(kind: str, found: object, written: str, key: str) -> tuple[str, str]:
    """Return message and remedy for a value of the wrong type. `written` is the value as it stands in the file."""
    needed = _NEEDED.get(kind, "another value")
    remedy = _REMEDIES.get(kind, "Compare it with a shipped file.")
    if found is None:
        message = f"{needed} is needed here, nothing stands behind '{shown(key)}'"
        return message, "Write it behind the colon, or take the key out where it may be left out."
    if kind == "string_type" and isinstance(found, (int, float)):
        remedy = f'Put it in quotes: "{shown(written)}".'
    elif kind == "tuple_type" and isinstance(found, str) and found:
        remedy = f"Write [{shown(found)}], or one item to a line behind `- `." if len(found) <= 60 else remedy
    elif kind == "bool_type" and isinstance(found, str) and found.lower() in _YES | _NO:
        remedy = f"Write {'true' if found.lower() in _YES else 'false'}, without quotes."
    elif kind in ("int_type", "float_type") and isinstance(found, str) and found.strip().isdecimal():
        remedy = f"Write {int(found.strip()[:18])}, without quotes or leading zeros."
    return f"{needed} is needed here, {_described(found, written)}", remedy


def _described(found: object, written: str) -> str:
    if isinstance(found, dict):
        return "keys and values stand here"
    if isinstance(found, tuple):
        return "a list stands here"
    what = {bool: "true or false", int: "a number", float: "a number with a fraction", str: "text"}[type(found)]
    return f"`{shown(written)}` is {what}"
