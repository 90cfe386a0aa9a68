"""`kinmend`: the command line, a thin face on the engines and the web house.

Knows arguments, files and exit codes; refuses to decide anything an engine could decide.
Exit code 0 only when the work was done; errors go to stderr in one sentence.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from kinmend import __version__


class Refusal(Exception):
    """Why the work was not done, in one sentence for a person."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    args = parser().parse_args(argv)
    try:
        return int(args.run(args) or 0)
    except Refusal as refusal:
        print(f"kinmend: {refusal}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The whole command line, so that tests can compare it with the documentation."""
    top = argparse.ArgumentParser(
        prog="kinmend", description="Kinmend, on your own computer. Nothing is sent anywhere."
    )
    top.add_argument("--version", action="version", version=f"kinmend {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_read(commands)
    _add_reply(commands)
    _add_screen(commands)
    _add_evaluate(commands)
    _add_report(commands)
    _add_guide(commands)
    _add_content(commands)
    _add_doctor(commands)
    return top


def _add_read(commands: Any) -> None:
    read = commands.add_parser(
        "read",
        help="mark what a text does",
        description="Marks what the words of a text do, with the words as evidence.",
    )
    read.add_argument("file", nargs="?", metavar="FILE", help="the text, or - for standard input")
    read.add_argument("--context", metavar="FILE", help="what the other person said before, as plain text")
    read.add_argument(
        "--lines",
        metavar="FILE",
        help='read each line by itself: plain text, or {"text", "context"} as JSON; prints a reading a line',
    )
    read.add_argument("--json", action="store_true", help="print the reading as JSON")
    read.set_defaults(run=_read)


def _add_reply(commands: Any) -> None:
    reply = commands.add_parser(
        "reply",
        help="read answers of hers",
        description="Says what an answer may be on the whole, whether it makes amends, and which parts of an apology "
        "it holds. A guess, for a person to confirm or correct.",
    )
    reply.add_argument(
        "file", metavar="FILE", help='one JSON object a line: {"id", "context", "text"}; - for standard input'
    )
    reply.add_argument("--json", action="store_true", help="print an answer a line as JSON")
    reply.set_defaults(run=_reply)


def _add_screen(commands: Any) -> None:
    screen = commands.add_parser(
        "screen",
        help="look for present danger in somebody's own writing",
        description="The safety screen: whether a text speaks of present danger. Nothing is kept or sent.",
    )
    screen.add_argument("file", nargs="?", metavar="FILE", help="the text, or - for standard input")
    screen.add_argument("--lines", metavar="FILE", help='look at each line by itself: plain text, or {"text"} as JSON')
    screen.add_argument("--json", action="store_true", help="print JSON")
    screen.set_defaults(run=_screen)


def _add_evaluate(commands: Any) -> None:
    evaluate = commands.add_parser(
        "evaluate",
        help="measure the reader on labelled messages",
        description="Precision, recall and F1 a move, macro-F1, span F1, false alarms and speed on labelled messages.",
    )
    evaluate.add_argument("file", metavar="FILE", help="labelled messages, one JSON object a line")
    evaluate.add_argument("--json", action="store_true", help="print JSON instead of a table")
    evaluate.add_argument("--fast", action="store_true", help="use the fast tier alone, as for long histories")
    evaluate.add_argument("--predictions", action="store_true", help="print only the predicted marks of each message")
    evaluate.add_argument("--content", metavar="DIR", type=Path, help="another content folder than the one shipped")
    evaluate.set_defaults(run=_evaluate)


def _add_report(commands: Any) -> None:
    report = commands.add_parser(
        "report",
        help="measure everything on the held-out files",
        description="Measures moves, replies, the safety screen and kinds of English on the held-out files of a data "
        "folder, and writes what the page on how the reader was tested shows.",
    )
    report.add_argument("data", metavar="DIR", type=Path, help="the folder with family/, replies/ and screen/")
    report.add_argument("--out", metavar="FILE", type=Path, help="where to write (default: print)")
    report.set_defaults(run=_report)


def _add_guide(commands: Any) -> None:
    guide = commands.add_parser(
        "guide",
        help="what could be next in a situation, and why",
        description="Says which steps could be next in a situation, which had better wait, and which rules say so.",
    )
    guide.add_argument("file", metavar="SITUATION", help="a JSON object; - for standard input")
    guide.add_argument("--json", action="store_true", help="print JSON")
    guide.set_defaults(run=_guide)


def _add_content(commands: Any) -> None:
    content = commands.add_parser("content", help="work on the library", description="The library a therapist edits.")
    verbs = content.add_subparsers(title="verbs", required=True, metavar="VERB")
    check = verbs.add_parser(
        "check",
        help="check every file, its examples and its words",
        description="Checks every content file, its examples, and the words of all pages.",
    )
    check.add_argument("--content", metavar="DIR", type=Path, help="another content folder than the one shipped")
    check.set_defaults(run=_content_check)
    cover = verbs.add_parser(
        "coverage",
        help="which sentences of the article live where",
        description="Counts the sentences of the article that live somewhere, and says why the others do not.",
    )
    cover.add_argument("--json", action="store_true", help="print JSON")
    cover.set_defaults(run=_content_coverage)
    new = verbs.add_parser("new", help="begin a new file", description="Begins a new content file.")
    kinds = new.add_subparsers(title="kinds", required=True, metavar="KIND")
    exercise = kinds.add_parser(
        "exercise", help="a new exercise", description="Makes an exercise file with every field, to fill in."
    )
    exercise.add_argument("--chapter", required=True, help="the chapter it belongs to, such as listen")
    exercise.add_argument("--content", metavar="DIR", type=Path, help="another content folder than the one shipped")
    exercise.set_defaults(run=_content_new_exercise)


def _read(args: argparse.Namespace) -> None:
    from kinmend.reader import read

    _want_one(args)
    if args.lines:
        _read_lines(_text_of(args.lines))
        return
    reading = read(_text_of(args.file), [_text_of(args.context)] if args.context else [])
    print(msgspec.json.encode(reading).decode() if args.json else _as_text(reading))


def _want_one(args: argparse.Namespace) -> None:
    """Refuses both or neither of FILE and --lines."""
    if bool(args.lines) == bool(args.file):
        raise Refusal("give one text: a FILE, - for standard input, or --lines FILE.")


def _read_lines(text: str) -> None:
    from kinmend.reader import read

    for number, line in enumerate(text.splitlines(), 1):
        said, turns = _one_line(line, number)
        print(msgspec.json.encode(read(said, turns)).decode())


def _one_line(line: str, number: int) -> tuple[str, list[Any]]:
    """A plain line is the text itself; a JSON object gives `text`, and `context` of strings or turns."""
    from kinmend.reader.evaluate import Message

    if not line.lstrip().startswith("{"):
        return line, []
    try:
        loose = msgspec.json.decode(line)
        if isinstance(loose.get("context"), list) and all(isinstance(turn, str) for turn in loose["context"]):
            return str(loose["text"]), loose["context"]
        message = msgspec.convert({**loose, "id": "", "marks": []}, Message)
    except (msgspec.MsgspecError, KeyError, AttributeError):
        raise Refusal(
            f'line {number} starts like JSON but is not {{"text", "context"}}; nothing after it was read.'
        ) from None
    return message.text, message.turns()


def _reply(args: argparse.Namespace) -> None:
    from kinmend.reader.replies import read_reply

    for number, line in enumerate(_text_of(args.file).splitlines(), 1):
        if not line.strip():
            continue
        name, said, turns = _one_reply(line, number)
        before = "\n".join(turn if isinstance(turn, str) else turn.text for turn in turns)
        found = read_reply(before, said)
        answer = {"id": name, "reading": found.reading, "amends": found.amends, "parts": found.parts, "why": found.why}
        print(msgspec.json.encode(answer).decode() if args.json else _reply_as_text(answer))


def _one_reply(line: str, number: int) -> tuple[Any, str, list[Any]]:
    try:
        loose = msgspec.json.decode(line)
        name, context = loose.get("id", number), loose.get("context", "")
        if isinstance(context, str):
            return name, str(loose["text"]), [context]
        return name, *_one_line(line, number)
    except (msgspec.MsgspecError, KeyError, AttributeError):
        raise Refusal(f'line {number} is not {{"id", "context", "text"}}; nothing after it was read.') from None


def _reply_as_text(answer: dict[str, Any]) -> str:
    lines = [f"{answer['id']}: {answer['reading']}, amends: {'yes' if answer['amends'] else 'no'}. {answer['why']}"]
    return "\n".join(lines + [f"    {part}: “{quote}”" for part, quote in answer["parts"].items()])


def _screen(args: argparse.Namespace) -> None:
    from kinmend.reader.screen import look

    _want_one(args)
    text = _text_of(args.lines or args.file)
    texts = [_one_line(line, n)[0] for n, line in enumerate(text.splitlines(), 1)] if args.lines else [text]
    for seen in map(look, texts):
        answer = {"crisis": seen.crisis, "kind": seen.kind, "quote": seen.quote} | (
            {"note": seen.note} if seen.note else {}
        )
        if args.json:
            print(msgspec.json.encode(answer).decode())
        else:
            print(f"{seen.kind}: “{seen.quote}”" if seen.crisis else seen.note or "nothing found")


def _evaluate(args: argparse.Namespace) -> None:
    from kinmend.reader import Reader
    from kinmend.reader import evaluate as measure

    try:
        messages = measure.read_messages(_path_of(args.file))
    except ValueError as error:
        raise Refusal(f"{args.file}: {error}") from None
    if not messages:
        raise Refusal(f"{args.file} holds no messages.")
    reader = Reader(base=args.content)
    read = reader.skim if args.fast else reader.read
    if args.predictions:
        for message, reading in zip(messages, measure.predict(read, messages), strict=True):
            print(msgspec.json.encode(measure.Prediction(message.id, reading.marks)).decode())
        return
    result = measure.evaluate(read, reader.moves, messages)
    print(msgspec.json.encode(result).decode() if args.json else measure.as_table(result))


def _report(args: argparse.Namespace) -> None:
    from kinmend.reader import Reader
    from kinmend.reader.report import make

    try:
        text = msgspec.json.format(msgspec.json.encode(make(args.data, Reader())), indent=1) + b"\n"
    except (OSError, ValueError) as error:
        raise Refusal(f"{args.data} can't be measured: {error}.") from None
    if args.out:
        args.out.write_bytes(text)
    else:
        print(text.decode(), end="")


def _guide(args: argparse.Namespace) -> None:
    from datetime import date

    from kinmend.guide import Advice, BadSituation, advise, situation_from
    from kinmend.journal import Forms

    try:
        situation, ignored = situation_from(msgspec.json.decode(_text_of(args.file)), date.today())
    except msgspec.DecodeError as error:
        raise Refusal(f"{args.file} is not JSON: {error}.") from None
    except BadSituation as error:
        raise Refusal(f"{args.file}: {error}.") from None
    if ignored:
        print(f"kinmend: not known to the guide, and ignored: {', '.join(ignored)}", file=sys.stderr)
    text = Forms().fill(msgspec.json.encode(advise(situation)).decode())
    print(text if args.json else _advice_as_text(msgspec.json.decode(text, type=Advice)))


def _advice_as_text(advice: Any) -> str:
    lines = [
        f"{s.exercise}  {s.title}\n     {s.because} [{s.rule}]\n     {s.minutes} minutes. {s.label}"
        for s in advice.suggestions
    ]
    lines += [f"pages: {', '.join(advice.pages)}"] if advice.pages else []
    return "\n".join([*lines, *(f"not now: {h.exercise}  {h.reason} [{h.rule}]" for h in advice.held)])


def _content_check(args: argparse.Namespace) -> int:
    from kinmend.library import load_exercises, load_moves
    from kinmend.library.check import check_library
    from kinmend.reader.examples import check_moves
    from kinmend.reader.screen import check_dangers

    library = check_library(base=args.content)
    errors = check_moves(base=args.content) + check_dangers(base=args.content) + library.errors
    for error in errors:
        print(error, file=sys.stderr)
    if not errors:
        moves = load_moves(base=args.content)
        hits, misses = sum(len(move.hits) for move in moves), sum(len(move.misses) for move in moves)
        print(f"{len(moves)} moves, {hits} hits, {misses} misses; all danger files: enough of them hold.")
        exercises = len(load_exercises(base=args.content))
        print(f"{exercises} exercises; {library.strings} strings, {library.hard} of them above the reading grade.")
    return 1 if errors else 0


def _content_coverage(args: argparse.Namespace) -> None:
    from kinmend.library import coverage, load_article, load_exercises

    found = coverage(load_article(), len(load_exercises()))
    if args.json:
        print(msgspec.json.encode(found).decode())
        return
    print(f"{found.mapped} of {found.sentences} sentences live in {found.exercises} exercises and other places.")
    for name, why in found.not_done.items():
        print(f"{name} was left out: {why}")


def _content_new_exercise(args: argparse.Namespace) -> None:
    from kinmend.library.blank import Taken, new_exercise

    try:
        print(new_exercise(args.chapter, args.content))
    except Taken as error:
        raise Refusal(f"{error}.") from None


def _as_text(reading: Any) -> str:
    lines = [reading.note] if reading.note else []
    lines += [f"{mark.family:<9} {mark.move:<16} “{mark.quote}”\n{'':<26} {mark.why}" for mark in reading.marks]
    return "\n".join([*lines, reading.shape.sentence])


def _path_of(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise Refusal(f"there is no file {name}.")
    return path


def _text_of(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else _path_of(name).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(f"{name} is not a UTF-8 text file.") from None


def _add_serve(commands: Any) -> None:
    serve = commands.add_parser(
        "serve",
        help="start Kinmend here and open it in the browser",
        description="Starts Kinmend on this computer. It answers only here unless you say --host.",
    )
    _add_data(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to answer on (default: this computer only)")
    serve.add_argument("--port", type=int, default=8722, help="port to answer on (default: 8722; 0: any free one)")
    serve.add_argument("--no-browser", action="store_true", help="print the address only")
    serve.set_defaults(run=_serve)


def _add_doctor(commands: Any) -> None:
    doctor = commands.add_parser(
        "doctor",
        help="check that this computer is ready",
        description="Checks Python, the data folder, the database and the library, and says what to do.",
    )
    _add_data(doctor)
    doctor.set_defaults(run=_doctor)


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="DIR", type=Path, help="folder for everything that is kept (KINMEND_DATA)")


def _serve(args: argparse.Namespace) -> None:
    from kinmend.web.serve import CannotStart, serve

    _choose_data(args)
    try:
        serve(args.host, args.port, browser=not args.no_browser)
    except CannotStart as error:
        raise Refusal(str(error)) from None


def _doctor(args: argparse.Namespace) -> int:
    from kinmend.web.doctor import examine

    _choose_data(args)
    findings = examine()
    for finding in findings:
        print(f"{'ok ' if finding.well else 'NO '} {finding.said}")
    return 0 if all(finding.well for finding in findings) else 1


def _choose_data(args: argparse.Namespace) -> None:
    if args.data:
        os.environ["KINMEND_DATA"] = str(args.data.expanduser().resolve())
