"""All addresses. Every path is neutral: it lands in browser histories that we cannot clear."""

from django.urls import include, path

urlpatterns = [
    path("", include("kinmend.web.home.urls")),
    path("", include("kinmend.web.safety.urls")),
    path("", include("kinmend.web.people.urls")),
    path("", include("kinmend.web.desk.urls")),
    path("", include("kinmend.web.path.urls")),
    path("", include("kinmend.web.checks.urls")),
    path("", include("kinmend.web.days.urls")),
]
handler400 = "kinmend.web.kit.errors.bad_request"
handler404 = "kinmend.web.kit.errors.not_found"
handler500 = "kinmend.web.kit.errors.broken"
