"""Django settings, from a few environment variables. Debug pages are off and cannot be switched on.

Knows folders, hosts and databases; refuses to hold a secret of its own (see `secret` in the data folder).
Every variable is described in docs/settings.md; a test compares the two.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
import platformdirs
import tzlocal
from django.core.exceptions import ImproperlyConfigured


def env_bool(name: str, default: bool = False) -> bool:
    """An environment variable as yes or no; anything unclear is refused loudly."""
    raw = os.environ.get(name, "").strip().lower()
    if raw in ("", "0", "no", "false"):
        return default if raw == "" else False
    if raw in ("1", "yes", "true"):
        return True
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {raw!r}.")


def data_folder() -> Path:
    """The one folder that everything lies in, made for its owner only."""
    chosen = os.environ.get("KINMEND_DATA", "").strip()
    folder = Path(chosen) if chosen else platformdirs.user_data_path("kinmend", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def install_secret(folder: Path) -> str:
    """A random secret of this installation, for form tokens and for hashing handles; made at first start."""
    path = folder / "secret"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def database(folder: Path) -> dict[str, Any]:
    """PostgreSQL by `DATABASE_URL`, else SQLite in the data folder with settings that lose no saved word."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if url:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        return found
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "temp_store=MEMORY")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "notes.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


DATA = data_folder()
PRACTICE = Path(os.environ["KINMEND_PRACTICE"]).expanduser() if os.environ.get("KINMEND_PRACTICE", "").strip() else None
"""The file with a practice's own details, if whoever runs this names one."""
HOSTED = env_bool("KINMEND_HOSTED")
"""Many people behind HTTPS, each with a handle; else one computer, on loopback, without."""

SECRET_KEY = install_secret(DATA)
DEBUG = False
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, (host.strip() for host in os.environ.get("KINMEND_HOSTS", "").split(","))),
]
DATABASES = {"default": database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "kinmend.web.kit",
    "kinmend.web.people",
    "kinmend.web.safety",
    "kinmend.web.desk",
    "kinmend.web.path",
    "kinmend.web.checks",
    "kinmend.web.days",
    "kinmend.web.home",
]
MIDDLEWARE = [
    "kinmend.web.kit.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kinmend.web.people.middleware.Unlock",
]
ROOT_URLCONF = "kinmend.web.urls"
WSGI_APPLICATION = "kinmend.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["kinmend.web.people.context.person"]},
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600

LANGUAGE_CODE = "en-us"
TIME_ZONE = tzlocal.get_localzone_name() or "UTC"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [Path(__file__).resolve().parent / "locale"]
"""Catalogs of the interface; see docs/exercises.md, which says how both halves are translated."""

CSRF_COOKIE_NAME = "__Host-c" if HOSTED else "c"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HOSTED
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "kinmend.web.kit.errors.stale_form"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS[3:]] if HOSTED else []
SESSION_COOKIE = "__Host-k" if HOSTED else "k"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HOSTED else None
SECURE_HSTS_SECONDS = 31_536_000 if HOSTED else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "kinmend.web.kit.logs.Quiet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "ERROR", "propagate": False} for name in ("django", "waitress")
    },
}
