"""What a template may do: print names and constants, and choose between texts by comparing them.

Checked on the parsed template, before anything is compiled: compiling folds constants, and `'a' * 10**9` would not
come back. Whatever passes here renders quickly and without an error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from trainer.library.nearest import or_nearest
from trainer.library.template_names import PATIENT_ATTRIBUTES, Names, Sort
from trainer.library.text import has_controls

MAX_QUOTE = 9
_LONGEST_CONSTANT = 1_000
_LARGEST_NUMBER = 1_000_000
_ORDERED = frozenset({"lt", "lteq", "gt", "gteq"})
_MEMBERSHIP = frozenset({"in", "notin"})
_PRINTABLE = frozenset({Sort.NUMBER, Sort.TEXT, Sort.MIXED, Sort.WRONG})
_INSTEAD = {
    Sort.MOMENTS: "Write {% if 'some-moment' in visited %}.",
    Sort.QUOTES: "Write {{ quotes[0] }}.",
    Sort.RECORD: "Write {{ patient.name }}.",
    Sort.TRUTH: "Write {% if … %}one text{% else %}another{% endif %}.",
}

_CALLED = {
    "For": ("a loop", "for "),
    "Macro": ("a macro", "macro "),
    "CallBlock": ("a macro call", "call"),
    "Call": ("a call", "("),
    "Filter": ("a filter", "|"),
    "FilterBlock": ("a filter", "filter "),
    "Test": ("a test with `is`", " is "),
    "Assign": ("setting a name", "set "),
    "AssignBlock": ("setting a name", "set "),
    "Include": ("including a file", "include "),
    "Import": ("importing a file", "import "),
    "FromImport": ("importing a file", "import "),
    "Extends": ("extending a file", "extends "),
    "Concat": ("joining with `~`", "~"),
    "List": ("a list", "["),
    "Tuple": ("a list", ","),
    "Dict": ("a mapping", "{"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a template may not do. `line` counts from 1 in the template; `needle` is a text to find it by."""

    code: str
    message: str
    remedy: str
    line: int
    needle: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A moment that a template asks for with `'id' in visited`."""

    moment: str
    line: int


class Rules:
    """Walks one parsed template and gathers its faults, the names it uses and the moments it asks for."""

    def __init__(self, names: Names) -> None:
        self.faults: list[Fault] = []
        self.mentions: list[Mention] = []
        self.used: set[str] = set()
        self._names = names
        self._sorts: dict[type[nodes.Node], Callable[[Any], Sort]] = {
            nodes.Const: self._constant,
            nodes.Name: self._named,
            nodes.Getattr: self._attribute,
            nodes.Getitem: self._item,
            nodes.Compare: self._comparison,
            nodes.Not: lambda node: self._choice(node.node),
            nodes.And: lambda node: self._choice(node.left, node.right),
            nodes.Or: lambda node: self._choice(node.left, node.right),
            nodes.CondExpr: self._either,
        }

    def body(self, body: Sequence[nodes.Node]) -> None:
        """Check the parts of a template in their order."""
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self._printed(part)
            elif isinstance(node, nodes.If):
                self._choice(node.test)
                self.body([*node.body, *node.elif_, *node.else_])
            else:
                self._refuse(node, *_what(node))

    def _printed(self, node: nodes.Node) -> None:
        sort = self._sort(node)
        if sort not in _PRINTABLE:
            remedy = _INSTEAD.get(sort, "Write a name or a text.")
            self.faults.append(Fault("T002", f"{sort} cannot be printed", remedy, node.lineno, _name(node)))

    def _choice(self, *tests: nodes.Node) -> Sort:
        """Expressions that are only asked whether they are true."""
        for test in tests:
            if self._sort(test) is Sort.MOMENTS:
                self._visited_alone(test)
        return Sort.TRUTH

    def _sort(self, node: nodes.Node) -> Sort:
        """Check an expression and say what it is."""
        sort = self._sorts.get(type(node))
        return sort(node) if sort else self._refuse(node, *_what(node))

    def _constant(self, node: nodes.Const) -> Sort:
        value = node.value
        if isinstance(value, bool):
            return Sort.TRUTH
        if isinstance(value, (int, float)) and abs(value) <= _LARGEST_NUMBER:
            return Sort.NUMBER
        if isinstance(value, str) and has_controls(value):
            return self._refuse(node, "a control character", "\\")
        if isinstance(value, str) and len(value) <= _LONGEST_CONSTANT:
            return Sort.TEXT
        return self._refuse(node, "`none`" if value is None else "a value this large")

    def _named(self, node: nodes.Name) -> Sort:
        self.used.add(node.name)
        return self._names.get(node.name) or self._unknown(node, node.name, self._names, node.name)

    def _attribute(self, node: nodes.Getattr) -> Sort:
        owner = self._sort(node.node)
        if owner is Sort.WRONG:
            return owner
        if owner is not Sort.RECORD or node.attr.startswith("_"):
            return self._refuse(node, f"the attribute '.{node.attr}'", node.attr)
        known = {f"patient.{name}": sort for name, sort in PATIENT_ATTRIBUTES.items()}
        return PATIENT_ATTRIBUTES.get(node.attr) or self._unknown(node, f"patient.{node.attr}", known, node.attr)

    def _item(self, node: nodes.Getitem) -> Sort:
        owner = self._sort(node.node)
        if owner is Sort.WRONG:
            return owner
        if owner is not Sort.QUOTES:
            return self._refuse(node, "taking a part with `[…]`", "[")
        index = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(index, int) and not isinstance(index, bool) and 0 <= index <= MAX_QUOTE:
            return Sort.TEXT
        return self._refuse(node, f"an index other than 0 to {MAX_QUOTE}", "quotes[")

    def _either(self, node: nodes.CondExpr) -> Sort:
        self._choice(node.test)
        sorts = {self._sort(node.expr1)}
        if node.expr2 is not None:
            sorts.add(self._sort(node.expr2))
        if not sorts <= _PRINTABLE:
            return self._refuse(node, "choosing between anything but texts and numbers")
        return Sort.MIXED if len(sorts) > 1 or node.expr2 is None else sorts.pop()

    def _comparison(self, node: nodes.Compare) -> Sort:
        left_node, left = node.expr, self._sort(node.expr)
        for operand in node.ops:
            right = self._sort(operand.expr)
            if Sort.WRONG in (left, right):
                pass  # its fault has been said
            elif operand.op in _MEMBERSHIP:
                self._membership(left_node, right)
            elif Sort.MOMENTS in (left, right):
                self._visited_alone(node)
            elif operand.op in _ORDERED and not left is right is Sort.NUMBER:
                message = f"{left} cannot be measured against {right}"
                remedy = "Compare a number with a number: trust >= 6."
                self.faults.append(Fault("T002", message, remedy, node.lineno, _name(left_node)))
            left_node, left = operand.expr, right
        return Sort.TRUTH

    def _membership(self, asked: nodes.Expr, among: Sort) -> None:
        if among is Sort.MOMENTS and isinstance(asked, nodes.Const) and isinstance(asked.value, str):
            self.mentions.append(Mention(asked.value, asked.lineno))
        else:
            message = "`in` asks only for a moment by its id"
            self.faults.append(Fault("T002", message, "Write 'some-moment' in visited.", asked.lineno, " in "))

    def _visited_alone(self, node: nodes.Node) -> None:
        message = "'visited' can only be asked for one moment"
        self.faults.append(Fault("T002", message, "Write 'some-moment' in visited.", node.lineno, "visited"))

    def _refuse(self, node: nodes.Node, what: str, needle: str = "") -> Sort:
        remedy = "Allowed are names, if/elif/else, comparisons, and/or/not, and 'some-moment' in visited."
        self.faults.append(Fault("T002", f"{what} is not allowed in a template", remedy, node.lineno or 1, needle))
        return Sort.WRONG

    def _unknown(self, node: nodes.Node, name: str, known: Names, needle: str) -> Sort:
        message = f"unknown name '{name}'{or_nearest(name, known)}"
        self.faults.append(Fault("T003", message, f"Known here: {', '.join(known)}.", node.lineno, needle))
        return Sort.WRONG


def _name(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _what(node: nodes.Node) -> tuple[str, str]:
    """What a refused node is called, and a text to find it by."""
    name = type(node).__name__
    if name in _CALLED:
        return _CALLED[name]
    if isinstance(node, (nodes.BinExpr, nodes.UnaryExpr)):
        return "arithmetic", node.operator
    return f"`{name.lower()}`", ""
