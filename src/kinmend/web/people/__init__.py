"""Unlock, lock, keep, recover, settings, export, erase.

Knows people as key slots and sessions; refuses to store a password hash, a name in clear, or a text.
"""
