"""Kinmend: work out what you want to say to your mother, and what she may be saying."""

__version__ = "0.1.0"
