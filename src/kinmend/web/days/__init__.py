"""Days: dates a person chose, what comes next, and a calendar that tells nothing.

Knows dates; refuses to add one, to count down, or to say in a calendar what a day is about.
"""
