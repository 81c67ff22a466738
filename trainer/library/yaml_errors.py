"""What the YAML parser says, in words for somebody who is no programmer."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from trainer.library.text import shown


@dataclass(frozen=True, slots=True)
class _Words:
    """What to say where the parser's words contain `said`. `at_context`: the cause stands where the parser began."""

    said: str
    message: str
    remedy: str
    at_context: bool = False


_BLOCK = "or write it as a block: `says: |` and the words indented below."

_NEAR = "Look on this line and on the one above."
"""What is left open in one line is often noticed only in the next."""

_TABLE = (
    _Words(
        "unexpected end of stream",
        "a quotation mark is opened here and never closed",
        f"Close the quotation, {_BLOCK}",
        at_context=True,
    ),
    _Words(
        "unexpected document indicator",
        "a quotation mark is opened here and never closed",
        f"Close the quotation, {_BLOCK}",
        at_context=True,
    ),
    _Words(
        "could not find expected ':'",
        "a key without its colon, or text that has slipped out of its block",
        "End a key with a colon and a space; indent every line of a block deeper than its key.",
        at_context=True,
    ),
    _Words(
        "mapping values are not allowed",
        "a colon stands here where no key can be",
        f"If it belongs to a text, put the whole text in quotes, {_BLOCK} If not, look at the indentation.",
    ),
    _Words(
        "did not find expected key",
        "this line does not fit the lines above it",
        "Keys of one mapping stand exactly under each other. Text after a closing quotation mark is not allowed. "
        f"{_NEAR}",
    ),
    _Words(
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        "Items of one list begin with `- ` and stand exactly under each other.",
    ),
    _Words(
        "did not find expected ',' or",
        "a bracket is not closed, or a comma is missing",
        f"{_NEAR} Close `[` with `]` and `{{` with `}}`, put commas between, and put text with commas or brackets in "
        "quotes.",
    ),
    _Words(
        "did not find expected node content",
        "a value is missing here",
        f"Write the value, or close the bracket. {_NEAR}",
    ),
    _Words(
        "sequence entries are not allowed",
        "a list cannot begin here",
        "Begin the list on a new line, indented under its key.",
    ),
    _Words(
        "expected alphabetic or numeric character",
        "unquoted text cannot begin with `*`, `&` or `!`",
        f"Put the text in quotes, {_BLOCK}",
    ),
    _Words(
        "unknown escape character",
        "a backslash in double quotes is followed by a character that means nothing",
        'Use single quotes, or write the backslash twice: "\\\\".',
    ),
    _Words(
        "expected hexdecimal number",
        "a backslash in double quotes begins a character code that is not whole",
        "Write the character itself.",
    ),
    _Words(
        "invalid Unicode character escape code",
        "a backslash in double quotes begins a code that is no character",
        "Write the character itself.",
    ),
    _Words(
        "expected <document start>",
        "text stands outside the document",
        "A file is one mapping of keys and values: look at the indentation and for a key without its colon.",
    ),
    _Words(
        "expected a comment or a line break",
        "text stands directly after `|` or `>`",
        "Begin the text of a block on the next line, indented.",
    ),
    _Words(
        "leading space",
        "the lines of this block are indented unevenly",
        "Indent every line of the block alike.",
    ),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A parser's error in plain words. `offset` is where its cause stands in the text; the end where none is known."""

    message: str
    remedy: str
    offset: int


def explain(error: yaml.YAMLError, text: str) -> Explained:
    """Say what a YAML error means and where its cause stands."""
    said = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    message, remedy = f"this is not YAML: {shown(said, 120)}", "Compare the line with a shipped file."
    for words in _TABLE:
        if words.said in said:
            message, remedy = words.message, words.remedy
            mark = (getattr(error, "context_mark", None) or mark) if words.at_context else mark
            break
    if mark is None:
        return Explained(message, remedy, len(text))
    if "cannot start any token" in said:
        character = shown(text[mark.index : mark.index + 1])
        message = f"unquoted text cannot begin with `{character}`"
        remedy = f"Put the text in quotes, {_BLOCK}"
    return Explained(message, remedy, min(mark.index, len(text)))
