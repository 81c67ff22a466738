"""The transcript keeps every word, however long the conversation."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App, ComposeResult

from trainer.tui.widgets.transcript import TURNS_APART, TURNS_IN_A_PIECE, Said, Transcript
from trainer.tui.widgets.words import Words


class Talk(App[None]):
    """Nothing but a transcript."""

    CSS = "Words {height: auto; width: 100%}"

    def compose(self) -> ComposeResult:
        yield Transcript()


def turns(count: int, start: int = 0) -> list[Said]:
    return [Said("patient", f"words number {number}.", "Tomas") for number in range(start, start + count)]


def told_words(transcript: Transcript) -> Iterator[str]:
    for words in transcript.query(Words):
        yield from (line for line in str(words.content).split("\n") if line.startswith("words number"))


async def test_a_thousand_turns_stay_few_widgets_and_lose_no_word() -> None:
    app = Talk()
    async with app.run_test(size=(80, 24)) as pilot:
        transcript = app.query_one(Transcript)
        transcript.show(turns(1000))
        await pilot.pause()
        for number in range(1000, 1100):
            transcript.add(turns(1, number))
            if number % 20 == 0:
                await pilot.pause()
        for _ in range(3):
            await pilot.pause()
        assert list(told_words(transcript)) == [f"words number {number}." for number in range(1100)]
        assert len(transcript.children) < TURNS_APART + TURNS_IN_A_PIECE + 1100 / TURNS_IN_A_PIECE
        assert transcript.scroll_y == transcript.max_scroll_y


async def test_a_long_turn_is_seen_from_its_first_line() -> None:
    app = Talk()
    async with app.run_test(size=(80, 24)) as pilot:
        transcript = app.query_one(Transcript)
        transcript.show(turns(30))
        await pilot.pause()
        transcript.add([Said("patient", "line\n" * 60, "Tomas")])
        for _ in range(3):
            await pilot.pause()
        newest = list(transcript.query(Words))[-1]
        assert newest.virtual_region.y == transcript.scroll_y
