"""What sharing means, in words: shown before anything leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator


def statement(
    *,
    program: str,
    pseudonym: str,
    destination: str,
    attempts: int,
    own_texts: int,
    texts: bool,
    since: str | None,
    taken_back: bool = False,
) -> Iterator[str]:
    """The sentences, one a line. `since` is None where everything goes."""
    many = "1 attempt" if attempts == 1 else f"{attempts} attempts"
    said = "1 text" if own_texts == 1 else f"{own_texts} texts"
    yield f"Sharing with '{program}', as {pseudonym}. Your name does not go along."
    yield f"  Where to: {destination}"
    if since is None:
        yield f"  What: all your attempts, drills and probes ({many} so far), and those you make from now on:"
    else:
        yield f"  What: your attempts begun since {since} ({many} so far), no drills or probes of their own:"
    yield "    which scenario, when, how the patient answered, the readings, the results, your own ratings."
    if texts:
        yield f"    With your own words ({said} so far), and your reasons where you contested or chose something."
    else:
        yield "    Without your own words: nobody can then read or rate what you said."
    if taken_back:
        yield "    Those that you have shared are taken out of its database now, with every quotation of them."
        yield "    Its backups are not in reach from here: ask it to run `trainer cohort forget --backups`."
    yield "  Never: what you are typing and have not sent."
    yield "  Who sees it: the supervisors of your cohorts; an admin sees words only with a reason. Each reading of your"
    yield "    words is written down: `trainer share --who-read` shows you."
    yield "  When: now, and from now on whenever you leave off practising. New words by which somebody could be"
    yield "    known wait until you have looked at them here."
    yield "  Taking it back: `trainer pause` sends nothing new, `trainer withdraw` removes all of it there."
