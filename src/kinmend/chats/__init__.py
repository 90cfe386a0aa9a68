"""Chats: files that people take from their phones, as one stream of messages.

Knows formats, one module each; refuses to lose a line in silence, to guess a date, and to open a connection.
"""
