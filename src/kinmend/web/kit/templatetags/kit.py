"""Template tags that every room uses: icons, and content with its slots filled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kinmend.reader.shape import count_in_words

register = template.Library()

_ICONS = Path(__file__).resolve().parents[1] / "icons"


@cache
def _paths(name: str) -> str:
    return (_ICONS / f"{name}.txt").read_text(encoding="ascii").strip()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline icon by its name in `kit/icons`; always beside a word, so hidden from screen readers."""
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true">{}</svg>',
        mark_safe(_paths(name)),  # noqa: S308 (our own files, never a person's text)
    )


@register.simple_tag(takes_context=True)
def fill(context: template.Context, text: str) -> str:
    """Text with {she}, {her}, {mom} and the like filled in and apostrophes curled; escaped like any text."""
    filled = str(context["forms"].fill(gettext(text) if text else "")).replace("'", "’")
    return filled[:1].upper() + filled[1:] if text.startswith("{") else filled  # "{she} may": a sentence begins


@register.simple_tag(takes_context=True)
def filled_paragraphs(context: template.Context, text: str) -> SafeString:
    """Content text as paragraphs (apart by empty lines), its slots filled."""
    parts = [fill(context, part.strip()) for part in text.split("\n\n") if part.strip()]
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


@register.filter
def in_words(number: int) -> str:
    """A small number as a word."""
    return count_in_words(number)


@register.filter
def percent(share: float) -> str:
    """A share of 1 in percent: whole, or with one place under ten percent."""
    value = share * 100
    return f"{value:.1f} %" if 0 < value < 10 else f"{value:.0f} %"
