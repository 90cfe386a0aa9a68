"""What can be set, called or written in a file is documented; what is documented exists."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import msgspec

from kinmend.cli import parser
from kinmend.guide import Situation
from kinmend.guide.rules import RULES
from kinmend.library import Line, Move, Signal, load_moves
from kinmend.library.article import Sentence
from kinmend.library.chapters import Chapter, Section
from kinmend.library.dangers import Danger
from kinmend.library.exercises import Exercise, Field, Gates, Keeps, Label, Option, Source, Step


def commands(found: argparse.ArgumentParser, name: str = "kinmend") -> list[tuple[str, argparse.ArgumentParser]]:
    """Every command with its own options, verbs included."""
    deeper = [action for action in found._actions if isinstance(action, argparse._SubParsersAction)]
    return [(name, found)] + [
        entry for action in deeper for verb, sub in action.choices.items() for entry in commands(sub, f"{name} {verb}")
    ]


def test_every_command_and_option_is_in_the_manual(root: Path) -> None:
    manual = (root / "docs/command-line.md").read_text()
    for name, found in commands(parser()):
        assert f"`{name}" in manual, name
        assert found.description, name
        for action in found._actions:
            for option in action.option_strings:
                if option not in ("-h", "--help"):
                    assert option in manual, (name, option)
            assert action.help or isinstance(action, argparse._SubParsersAction), (name, action)


def test_every_variable_is_described_and_every_description_is_of_a_variable(root: Path) -> None:
    code = "".join(path.read_text() for path in (root / "src").rglob("*.py"))
    used = set(re.findall(r"[\"'](KINMEND_[A-Z_]+|DATABASE_URL)[\"']", code))
    described = set(re.findall(r"^\| `([A-Z_]+)`", (root / "docs/settings.md").read_text(), re.MULTILINE))
    assert used == described


def test_every_move_is_in_the_list(root: Path) -> None:
    manual = (root / "docs/moves.md").read_text()
    for move in load_moves():
        assert f"| `{move.id}` | {move.name} |" in manual, move.id


def test_every_field_of_a_content_file_is_described(root: Path) -> None:
    manual = "".join((root / f"docs/{page}.md").read_text() for page in ("moves", "help-lines", "reader"))
    for shape in (Move, Signal, Line, Danger):
        for field in msgspec.structs.fields(shape):
            assert f"`{field.name}`" in manual, (shape.__name__, field.name)


def test_every_field_of_an_exercise_and_every_rule_of_the_guide_is_described(root: Path) -> None:
    manual = (root / "docs/exercises.md").read_text()
    for shape in (Exercise, Step, Label, Source, Gates, Keeps, Option, Field, Chapter, Section, Sentence):
        for field in msgspec.structs.fields(shape):
            assert f"`{field.name}`" in manual, (shape.__name__, field.name)
    guide = (root / "docs/guide.md").read_text()
    for rule in RULES:
        assert f"| `{rule.id}` | {', '.join(rule.suggest)} |" in guide, rule.id
    for name in Situation.__struct_fields__:
        assert f"`{name}`" in guide, name


def test_the_readme_names_the_two_commands_and_shows_the_desk(root: Path) -> None:
    readme = (root / "README.md").read_text()
    assert "make run" in readme
    assert "make test" in readme
    picture = re.search(r"!\[[^\]]+\]\(([^)]+\.png)\)", readme)
    assert picture
    assert (root / picture.group(1)).is_file()


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    for page in [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("data/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), (page.name, target)


def test_no_page_promises_what_nobody_can(root: Path) -> None:
    shown = [*root.glob("src/kinmend/web/**/*.html"), *root.glob("content/en/**/*.yaml"), root / "README.md"]
    never = re.compile(
        r"zero-knowledge|unbreakable|\banonymous\b|100 ?%|military|bank-grade|clinically|coming soon|narcissis|toxic|"
        r"only one mother|blood is thicker|you will regret|forgive to heal|stay strong|reconcile",
        re.IGNORECASE,
    )
    for path in [path for path in shown if path.name != "voice.yaml"]:  # which says what must not be said
        text = re.sub(r"(?s)\n(hits|misses|signals|words):.*", "", path.read_text())
        found = never.search(text)
        assert not found, (path.name, found)


def test_the_model_card_holds_the_figures_of_the_report(root: Path) -> None:
    from training.card import CARD, filled

    from kinmend.reader.report import load

    report = load()
    assert report
    card = CARD.read_text(encoding="utf-8")
    assert filled(card, report) == card


def test_the_changelog_has_this_version(root: Path) -> None:
    from kinmend import __version__

    assert f"## {__version__}" in (root / "CHANGELOG.md").read_text()


def test_no_python_file_has_outgrown_one_room(root: Path) -> None:
    for path in [*root.glob("src/**/*.py"), *root.glob("tests/**/*.py"), *root.glob("training/*.py")]:
        assert len(path.read_text().splitlines()) <= 600, path
