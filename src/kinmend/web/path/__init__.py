"""Chapters, exercises and what comes of them.

Knows how a step is shown and kept; refuses to hurry anybody, and to lose a place.
"""
