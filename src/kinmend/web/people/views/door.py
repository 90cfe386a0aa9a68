"""The door: open with a passphrase or the recovery code, lock, stay a little longer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kinmend.vault import WrongSecret
from kinmend.web.kit.errors import in_a_sentence
from kinmend.web.kit.requests import Request, by_script
from kinmend.web.people import actions
from kinmend.web.people.access import address, enter, leave
from kinmend.web.people.forms import CarriedForm, CodeForm, OpenForm
from kinmend.web.people.models import Person
from kinmend.web.people.opened import journal_of
from kinmend.web.people.queries import anybody_kept
from kinmend.web.people.views.keep import show_code

WRONG = (
    "That doesn’t open it. Nothing is lost; please try once more. If several people use this, your word is needed too."
)
WRONG_CODE = "That code doesn’t open it. Please compare it with your paper."


@require_http_methods(["GET", "POST"])
def open_page(request: Request) -> HttpResponse:
    """The locked page: says nothing of what lies behind it."""
    if request.unlocked and not by_script(request):
        return redirect("today")
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, key = actions.unlock(form.cleaned_data["handle"], form.cleaned_data["passphrase"], address(request))
            return _let_in(request, person, key)
        except WrongSecret:
            form.add_error("passphrase", WRONG)
        except actions.MustWait as wait:
            form.add_error("passphrase", _wait(wait.seconds))
    if request.method == "POST" and by_script(request):
        return JsonResponse({"error": in_a_sentence(form)}, status=422)
    status = 422 if form.errors else 200
    return open_door(request, form, status, CarriedForm(request.POST))


def open_door(request: Request, form: OpenForm, status: int = 200, carried: CarriedForm | None = None) -> HttpResponse:
    """The locked page. `carried`: a save that came after the lock from a page without scripts; its words travel
    along unseen and are kept once it opens."""
    words = carried.cleaned_data if carried and carried.is_valid() else None
    return render(
        request,
        "people/open.html",
        {"form": form, "kept": settings.HOSTED or anybody_kept(), "carried": words},
        status=status,
    )


@require_http_methods(["GET", "POST"])
def code_page(request: Request) -> HttpResponse:
    """Opening with the recovery code; a new passphrase and a new code follow at once."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, key = actions.unlock(
                form.cleaned_data["handle"], form.cleaned_data["code"], address(request), kind="recovery"
            )
        except WrongSecret:
            form.add_error("code", WRONG_CODE)
        except actions.MustWait as wait:
            form.add_error("code", _wait(wait.seconds))
        else:
            actions.change_secret(person, key, "passphrase", form.cleaned_data["passphrase"])
            journal = journal_of(person.id.bytes, key)
            response = show_code(journal, actions.new_recovery_code(person, key))
            return enter(response, actions.open_session(person, key, journal.settings().lock_minutes))
    return render(request, "people/recover.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def lock_page(request: Request) -> HttpResponse:
    """Locks; what was not kept is shredded."""
    return leave(request, "open")


@require_POST
def alive(request: Request) -> HttpResponse:
    """A person's own keystroke or touch, told at most every half minute. The only call that puts off the lock
    without a page."""
    if request.unlocked is None:
        return JsonResponse({"locked": True}, status=401)
    return JsonResponse({"minutes": request.unlocked.minutes})


def _let_in(request: Request, person: Person, key: bytes) -> HttpResponse:
    journal, carried = journal_of(person.id.bytes, key), CarriedForm(request.POST)
    journal.set_aside("code", "")  # a code that was shown and never typed back is not shown to whoever comes next
    half = actions.open_session(person, key, journal.settings().lock_minutes)
    if by_script(request):
        response: HttpResponse = JsonResponse({"open": True, "who": journal.who})
    elif carried.is_valid():
        response = render(request, "people/carry.html", {"carried": carried.cleaned_data})
    else:
        response = redirect("today")
    return enter(response, half)


def _wait(seconds: int) -> str:
    long = f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
    reason = " This protects your notes from guessing." if not settings.HOSTED or seconds > 30 else ""
    return f"Please wait {long} before the next try.{reason}"
