"""Small plots in text: a share with its interval, and two ratings on one scale."""

from __future__ import annotations

from textual.content import Content

from trainer.practice.figures import Share

CELLS = 24


def share_plot(share: Share) -> Content:
    """`···├────●───┤···`: the share in its 95% interval, from none at the left to all at the right."""
    low, high, at = _cell(share.low), _cell(share.high), _cell(share.value or 0.0)
    cells = []
    for cell in range(CELLS):
        if cell == at and share.of:
            cells.append(("●", "bold $primary"))
        elif cell in (low, high):
            cells.append(("├" if cell == low else "┤", "$primary"))
        elif low < cell < high:
            cells.append(("─", "$primary"))
        else:
            cells.append(("·", "$quiet"))
    return Content.assemble(*cells)


def filled_plot(share: float) -> Content:
    """`━━━━━━┄┄┄┄┄┄`: so much of a whole that was counted, not estimated."""
    full = max(0, min(CELLS, round(share * CELLS)))
    return Content.assemble(("━" * full, "bold $primary"), ("┄" * (CELLS - full), "$quiet"))


def share_words(share: Share) -> str:
    """`7 of 10, likely 40 to 89 %`."""
    return f"{share.shown} of {share.of}, likely {round(share.low * 100)} to {round(share.high * 100)} %"


def pair_plot(own: float, read: float, top: float) -> Content:
    """`····○──●····`: two values on a scale from 0 to `top`; ◉ where they fall together."""
    at_own, at_read = _cell(own / top), _cell(read / top)
    cells = []
    for cell in range(CELLS):
        if cell == at_own == at_read:
            cells.append(("◉", "bold $primary"))
        elif cell == at_own:
            cells.append(("○", "bold $secondary"))
        elif cell == at_read:
            cells.append(("●", "bold $primary"))
        elif min(at_own, at_read) < cell < max(at_own, at_read):
            cells.append(("─", "$quiet"))
        else:
            cells.append(("·", "$quiet"))
    return Content.assemble(*cells)


def _cell(share: float) -> int:
    return max(0, min(CELLS - 1, round(share * (CELLS - 1))))
