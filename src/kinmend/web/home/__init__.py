"""Welcome, Today, search: the only room that sees all features.

Knows what there is to open; refuses to push.
"""
