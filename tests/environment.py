"""Loaded before Django: a data folder of its own for the tests, and no way out to any network."""

from __future__ import annotations

import os
import tempfile

os.environ["KINMEND_DATA"] = tempfile.mkdtemp(prefix="notes-test-")
os.environ.setdefault("PYTHONWARNINGS", "error::ResourceWarning")

from tests.blocked import sitecustomize  # noqa: F401 (blocks sockets on import)
