"""The writing desk: drafts to her, her words, and what both may do.

Knows pages around the reader; refuses to send anything, to write for the person, or to grade either side.
"""
