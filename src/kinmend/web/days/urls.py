"""Addresses of days and of the calendar."""

from django.urls import path

from kinmend.web.days import views
from kinmend.web.kit import ids  # noqa: F401 (registers the `hex` converter)

urlpatterns = [
    path("d/", views.days_page, name="days"),
    path("d/add", views.add, name="add-day"),
    path("d/<hex:document>/drop", views.drop, name="drop-day"),
    path("d/<hex:document>/plan", views.plan, name="plan-day"),
    path("d/on", views.end_break, name="end-break"),
    path("d/notes.ics", views.calendar, name="calendar"),
    path("d/feed", views.feed_switch, name="feed-switch"),
    path("f/<hex:owner>/<hex:secret>", views.feed_file, name="feed"),
]
