"""Check-ins: a week in seven taps, a month in four minutes, and what they show.

Knows a person's own numbers; refuses norms, cut-offs, and a verdict on more or less.
"""
