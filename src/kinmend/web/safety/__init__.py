"""Quick exit, help lines, the three questions.

Knows how to leave and where help is; refuses to decide for anybody, to notify anybody, or to keep an answer.
"""
