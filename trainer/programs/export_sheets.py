"""What an export holds: each file, its columns, and what each of them says. An export's README is made of it."""

from __future__ import annotations

from dataclasses import dataclass

_TRAINEE = "whose row it is: in one's own export the id of the trainee, in a program's their pseudonym"
_ATTEMPT = "the attempt; `attempts` has it"
_RESPONSE = "the response; `exchanges` has it"
_WHEN = "time in UTC"


@dataclass(frozen=True, slots=True)
class Column:
    """`words`: somebody's own words stand here, or may. Without consent the cell is empty."""

    name: str
    about: str
    words: bool = False


BESIDE_WORDS = frozenset({"exchanges", "reviews"})
"""Files whose rows stand where somebody's words stand: an admin has them with a reason alone, on a server and in a
file alike."""
AS_FIGURES = frozenset({"runs", "criteria", "gates"})
"""Files that an admin without a reason has in figures: columns that stand beside quotations are empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file. `own`: only in a trainee's own export."""

    name: str
    about: str
    columns: tuple[Column, ...]
    own: bool = False


def _sheet(name: str, about: str, *columns: tuple[str, str] | Column, own: bool = False) -> Sheet:
    made = (column if isinstance(column, Column) else Column(*column) for column in columns)
    return Sheet(name, about, (Column("trainee", _TRAINEE), *made), own)


_READING = (
    ("reading_id", "key of the reading"),
    ("reader", "what read it: version and fingerprint"),
    ("level", "validation level, 0–6"),
    ("low", "the level is at least this (`low` to `high` holds it in 80% of cases)"),
    ("high", "the level is at most this"),
    ("present", "behaviours found, by id, parted by spaces"),
    ("unsure", "behaviours of which the reader is not sure"),
    ("findings", "every behaviour: probability `p`, `finding`, and `evidence` as [start, end) in characters; JSON"),
    ("made", _WHEN),
)

SHEETS: tuple[Sheet, ...] = (
    _sheet(
        "trainee",
        "Whose records these are.",
        Column("name", "the name in the records", words=True),
        ("since", "when the records begin, UTC"),
        own=True,
    ),
    _sheet(
        "attempts",
        "One row an attempt: one run of one scenario.",
        ("attempt_id", "key of the attempt"),
        ("scenario", "id of the scenario"),
        ("title", "its title then"),
        ("mode", "practice, assessment or probe"),
        ("seed", "chose the patient's wording"),
        ("started", _WHEN),
        ("ended", "time in UTC; empty while it is open"),
        ("ending", "id of the ending that was reached"),
        ("reader", "what read its first response"),
        ("scenario_hash", "sha256 of the scenario as it was"),
        ("rubric_hash", "sha256 of the rubric as it was"),
        ("behaviours_hash", "sha256 of the list of behaviours as they were"),
        ("verdict", "in a program's export: pass, fail, grey (a person decides) or formative (no pass is reported)"),
    ),
    _sheet(
        "exchanges",
        "One row a response, with what the patient had said and answered; one that was not answered is here too.",
        ("attempt_id", _ATTEMPT),
        ("step", "counts the attempt's responses from 1"),
        ("response_id", "key of the response"),
        ("sent", _WHEN),
        ("silent", "silence was held on purpose"),
        Column("text", "what was typed", words=True),
        ("moment", "id of the moment in the scenario"),
        ("visit", "counts the visits to the moment from 1"),
        ("try", "counts the tries at this visit from 1: a redo is a new try"),
        ("heard", "what the patient said before it"),
        ("reaction", "which of the moment's reactions happened, from 0"),
        ("answer", "what the patient answered"),
        ("trust_before", "0–10"),
        ("trust_after", "0–10"),
        ("distress_before", "0–10"),
        ("distress_after", "0–10"),
        ("leads_to", "the next moment, or the ending"),
        ("answered", _WHEN),
        ("redone", "when it was taken back to be tried again; empty where it was not"),
    ),
    _sheet(
        "readings",
        "One row a reading of a response. A response that was read again has several; silence has none.",
        ("attempt_id", _ATTEMPT),
        ("response_id", _RESPONSE),
        *_READING,
    ),
    _sheet(
        "runs",
        "One row a scoring of an attempt. A later one stands beside those before.",
        ("attempt_id", _ATTEMPT),
        ("run_id", "key of the run"),
        ("made", _WHEN),
        ("reader", "what had read the responses"),
        ("rubric_hash", "sha256 of the rubric"),
        ("behaviours_hash", "sha256 of the list of behaviours"),
        ("points", "share 0–1 of the points; empty where nothing could be measured"),
        ("passed", "true, false, or empty: not decided until a person has read it; in a program's export always empty"),
        ("grey_low", "the fewest points that unsure findings leave open; in an older run it may be above `points`"),
        ("grey_high", "the most points that unsure findings leave open; in an older run it may be below `points`"),
        ("could_change", "the unsure findings decide whether mastery is reached"),
        ("rescoring_id", "the re-scoring that made the run; empty for the first"),
        (
            "counts",
            "true for one run of each attempt: the one chosen (`run_choices`), else by the program's rule the latest "
            "or the original; in one's own export the original",
        ),
    ),
    _sheet(
        "criteria",
        "One row a criterion of a run.",
        ("attempt_id", _ATTEMPT),
        ("run_id", "the run; `runs` has it"),
        ("criterion", "its id in the rubric"),
        ("level", "0–3; empty where it met no opportunity"),
        ("value", "in the measure's unit"),
        ("met", "opportunities that were met"),
        ("opportunities", "opportunities there were"),
        ("unsure_share", "share of the opportunities that hang on unsure findings"),
        ("advisory", "it is shown and decides nothing"),
        ("last_level", "the level by the last tries"),
        Column("evidence", "where it shows: exchange (from 0), behaviour, quotations; JSON", words=True),
    ),
    _sheet(
        "gates",
        "One row a gate of a run.",
        ("attempt_id", _ATTEMPT),
        ("run_id", "the run; `runs` has it"),
        ("gate", "its id in the rubric"),
        ("held", "true, false, or empty: not decided until a person has read it"),
        ("why", "a short label"),
        ("exchanges", "the exchanges to look at, from 0; JSON"),
    ),
    _sheet(
        "run_choices",
        "Which run of an attempt counts, where somebody chose; the latest row does.",
        ("attempt_id", _ATTEMPT),
        ("run_id", "the run; `runs` has it"),
        Column("reason", "why", words=True),
        ("made", _WHEN),
    ),
    _sheet(
        "self_ratings",
        "The trainee's own judgement, given before the reveal.",
        ("attempt_id", _ATTEMPT),
        ("review_id", "key of the review"),
        ("rating", "of the whole, 0–3"),
        ("best", "the best exchange, from 0"),
        ("redo", "the exchange to take again, from 0"),
        ("made", _WHEN),
    ),
    _sheet(
        "reviews",
        "What supervisors judged, blind to the reading.",
        ("attempt_id", _ATTEMPT),
        ("response_id", "the response; empty for the whole attempt"),
        ("review_id", "key of the review"),
        ("reviewer", "key of the member who judged"),
        Column("judgement", "the judgement; JSON. Without consent what was said in it is left out", words=True),
        ("made", _WHEN),
    ),
    _sheet(
        "moments",
        "Single moments: one row a try in a drill, a probe or the first one.",
        ("try_id", "key of the try"),
        ("purpose", "drill, probe or first"),
        ("behaviour", "what was practised"),
        ("offer_id", "the probe that was offered; `probes` has it"),
        ("scenario", "id of the scenario"),
        ("scenario_hash", "sha256 of the scenario as it was"),
        ("moment", "id of the moment"),
        ("try", "counts the tries from 1"),
        ("heard", "what the patient said"),
        ("silent", "silence was held on purpose"),
        Column("text", "what was typed", words=True),
        ("sent", _WHEN),
    ),
    _sheet(
        "moment_readings",
        "One row a reading of a try.",
        ("try_id", "the try; `moments` has it"),
        *_READING,
    ),
    _sheet(
        "probes",
        "Probes that were offered: what has stayed, days later.",
        ("offer_id", "key of the offer"),
        ("behaviour", "what it asks for"),
        ("reason", "why it was offered"),
        ("source", "what it came from"),
        ("label", "moments with this label are parallel"),
        ("due", _WHEN),
        ("shown", "of the last tries before it, how many showed the behaviour"),
        ("of_tries", "how many tries those were"),
        ("level", "mean level of those tries"),
        ("ended", "when what it came from ended, UTC"),
    ),
    _sheet(
        "schedule",
        "When each behaviour is due again.",
        ("behaviour", "its id"),
        ("stability", "of the memory, in days"),
        ("difficulty", "1–10"),
        ("due", _WHEN),
        ("last_review", _WHEN),
    ),
    _sheet(
        "choices",
        "Choices between two responses before a drill.",
        ("choice_id", "key of the choice"),
        ("behaviour", "which of the two shows it"),
        ("contrast", "key of the two responses"),
        ("correct", "chosen rightly"),
        ("made", _WHEN),
        Column("reason", "the trainee's reason", words=True),
    ),
    _sheet(
        "contests",
        "What the trainee sees otherwise: findings, and levels of criteria and gates of an attempt.",
        ("contest_id", "key of the contest"),
        ("attempt_id", "the attempt; empty for a single moment"),
        ("response_id", "the response; empty for a single moment"),
        ("try_id", "the try of a single moment"),
        ("behaviour", "the behaviour; empty: the level, or what follows"),
        ("criterion", "the criterion, of a whole attempt"),
        ("gate", "the gate, of a whole attempt"),
        ("finding", "what was read"),
        ("reader", "what read it"),
        ("made", _WHEN),
        Column("reason", "the trainee's reason", words=True),
    ),
    _sheet(
        "outcomes",
        "What came of contests.",
        ("contest_id", "the contest; `contests` has it"),
        ("outcome_id", "key of the outcome"),
        ("member", "key of the member who decided"),
        ("outcome", "upheld, changed, or second: a second reader is asked"),
        ("made", _WHEN),
        Column("note", "what was said", words=True),
    ),
    _sheet(
        "consents",
        "What the trainee has said about sharing; the latest for a program counts.",
        ("program", "key of the program, or record-store for the store that statements are sent to"),
        ("destination", "where it goes"),
        ("kind", "join, share, pause or withdraw"),
        ("texts", "one's own words go with it"),
        ("since", "what was begun earlier stays at home; empty: everything goes"),
        ("made", _WHEN),
        own=True,
    ),
    _sheet(
        "accesses",
        "Who has read the trainee's words, as far as these records know.",
        ("program", "key of the program"),
        ("member", "key of the member who read"),
        ("attempt_id", "the attempt; empty: more than one"),
        ("read", "what was read"),
        ("reason", "why"),
        ("made", _WHEN),
        own=True,
    ),
    _sheet(
        "drafts",
        "What was typed and not sent.",
        ("attempt_id", "the attempt; empty for a single moment"),
        ("scenario", "the scenario of a single moment"),
        ("moment", "the single moment"),
        Column("text", "what was typed", words=True),
        ("saved", _WHEN),
        own=True,
    ),
)
