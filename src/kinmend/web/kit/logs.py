"""Log lines that hold nothing personal: a level, a kind of error, a place in our code.

Knows exceptions; refuses their messages, the request's path and query, and any text.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path


class Quiet(logging.Formatter):
    """Formats a record as level, logger, and, for an exception, its type and the line it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; the record's own message is left out, as it may quote a path or a text."""
        said = f"{record.levelname} {record.name}"
        if not record.exc_info or record.exc_info[1] is None:
            return said
        kind, _, trace = record.exc_info
        frames = traceback.extract_tb(trace)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        return f"{said} {kind.__name__ if kind else ''}{place}"
