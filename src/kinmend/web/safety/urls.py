"""Addresses of safety."""

from django.urls import path

from kinmend.web.safety import views

urlpatterns = [
    path("leave", views.leave_now, name="leave"),
    path("measures", views.measures, name="measures"),
    path("exit", views.exit_page, name="exit"),
    path("help", views.help_page, name="help"),
    path("n/first", views.questions, name="questions"),
]
