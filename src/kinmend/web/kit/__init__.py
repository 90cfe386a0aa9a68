"""Base templates, styles, scripts and headers, and the rows that the vault lies in.

Knows how a page is built and where sealed rows are stored; refuses to know any person or feature.
"""
