"""How the people of the tests go through exercises without scripts."""

from __future__ import annotations

import html
import re
from typing import Any

from kinmend.library import Exercise, Step
from tests.people import Somebody

SITUATIONS = ("well", "around", "silent", "unsafe", "died", "unknown")


def stands(who: Somebody, situation: str, name: str = "", pronouns: str = "she") -> Somebody:
    """Answers the first two questions of the start."""
    who.client.post("/n/q/1", {"where": situation})
    if name:
        who.client.post("/n/q/2", {"name": name, "pronouns": pronouns})
    return who


def begins_exercise(who: Somebody, number: int) -> str:
    """Begins an exercise; returns the address of its run."""
    answer = who.client.post(f"/x/{number}")
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])


def answers_to(step: Step) -> dict[str, Any]:
    """Something a person could say on a step."""
    if step.kind in ("text", "letter"):
        return {"text": f"Croup, all winter ({step.id})."}
    if step.kind == "slider":
        return {"scale": "6"}
    if step.kind == "choice":
        ids = [option.id for option in step.options]
        return {"choice": ["none"] if "none" in ids else ids[:1]}
    if step.kind == "two-columns":
        return {"left": "The bakery, at four in the morning.", "right": "Somebody at the school play."}
    if step.kind == "plan":
        return {"if": ["The phone rings at nine", ""], "then": ["I let it ring", ""]}
    if step.kind == "list":
        return {"line": ["A call that ends kindly", "", "One question"]}
    if step.kind == "date":
        return {"date": "2027-03-14"}
    if step.kind == "log":
        return {
            f"field-{f.id}": f.options[0].id if f.options else "5" if f.kind == "slider" else "A line."
            for f in step.fields
        }
    return {}


def finishes(who: Somebody, run: str, exercise: Exercise, situation: str) -> list[str]:
    """Goes through all sittings of a run to its end; returns the pages that were seen."""
    seen = []
    steps = {step.id: step for step in exercise.steps_for(situation)}
    for _ in range(120):
        page = who.client.get(run, follow=True)
        assert page.status_code == 200
        where = page.redirect_chain[-1][0] if page.redirect_chain else run
        seen.append(page.content.decode())
        if where.endswith("/end"):
            return seen
        kind = re.search(r'data-kind="([a-z-]+)"', seen[-1])
        assert kind, where
        prompt = page.context["step"]
        step = steps.get(prompt.id, prompt)
        answer = who.client.post(where, {**answers_to(step), "go": "next", "seen": page.context["seen"]})
        assert answer.status_code == 302, (where, answer.content[:500])
    raise AssertionError("it never ended")


def words_of(page: str) -> str:
    """The words on a page, without tags, styles and scripts; hidden ones too, as a screen reader may say them."""
    body = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>|<head>.*?</head>", " ", page)
    return html.unescape(re.sub(r"<[^>]*>", " ", body))
