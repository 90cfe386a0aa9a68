"""`python -m training.card`: writes the figures of the test report into docs/model-card.md, between its two marks.

Knows the report and the card; refuses to round a figure up. `tests/test_docs.py` fails when the card lags behind.
"""

from __future__ import annotations

from pathlib import Path

from kinmend.reader.report import Report, load

CARD = Path(__file__).resolve().parent.parent / "docs" / "model-card.md"
START, END = "<!-- figures: start -->", "<!-- figures: end -->"


def figures(report: Report) -> str:
    """The figures as Markdown."""
    family, fast, lines, replies, screen = report.family, report.skimmed, report.lines, report.replies, report.screen
    rows = [
        ("macro-F1 over 27 moves", f"{family.macro_f1:.3f}", f"{fast.macro_f1:.3f}"),
        ("micro-F1", f"{family.micro_f1:.3f}", f"{fast.micro_f1:.3f}"),
        ("span F1, by character", f"{family.span_f1:.3f}", f"{fast.span_f1:.3f}"),
        ("unmarked messages marked hard", f"{family.unmarked_marked_hard:.1%}", f"{fast.unmarked_marked_hard:.1%}"),
        (
            "unmarked messages marked at all",
            f"{family.unmarked_marked_at_all:.1%}",
            f"{fast.unmarked_marked_at_all:.1%}",
        ),
    ]
    table = [f"| {family.messages} held-out messages | full reader | fast tier |", "|---|---|---|"]
    table += [f"| {name} | {full} | {quick} |" for name, full, quick in rows]
    moves = ["| move | precision | recall | F1 | in |", "|---|---|---|---|---|"]
    moves += [
        f"| {m} | {s.precision:.2f} | {s.recall:.2f} | {s.f1:.2f} | {s.support} |" for m, s in family.moves.items()
    ]
    facts = [
        f"- {lines.cruel} cruel, polite lines: {lines.cruel_caught:.1%} caught. {lines.grim} grim, harmless lines: "
        f"{lines.grim_marked:.1%} wrongly marked hard or two ways.",
        f"- {replies.count} replies: reading macro-F1 {replies.macro_f1:.3f}, amends F1 {replies.amends_f1:.3f}, "
        f"{replies.unclear_said:.1%} of the unclear called unclear.",
        f"- Safety screen, {screen.count} lines: recall {screen.recall:.3f}, false alarms {screen.false_alarms:.1%}.",
        *(
            f"- English, {group.english}: {group.wrongly_hard:.1%} of {group.harmless} harmless lines called hard, "
            f"{group.caught:.1%} of {group.hard} hard ones found."
            for group in report.englishes
        ),
    ]
    made = f"Trained {report.trained}, measured {report.made} by `kinmend report data`."
    return "\n\n".join([made, "\n".join(table), "\n".join(facts), "\n".join(moves)])


def filled(card: str, report: Report) -> str:
    """The card with the figures of `report` between its marks."""
    before, rest = card.split(START)
    return f"{before}{START}\n{figures(report)}\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Writes the card."""
    report = load()
    if report is None:
        raise SystemExit("There is no report yet: kinmend report data --out src/kinmend/reader/trained/en/report.json")
    CARD.write_text(filled(CARD.read_text(encoding="utf-8"), report), encoding="utf-8")


if __name__ == "__main__":
    main()
