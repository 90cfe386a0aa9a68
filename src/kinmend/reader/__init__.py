"""The reader: marks what words do, with the exact words as evidence.

Knows a text and the turns before it; refuses to know who wrote it, so the same words get the same
marks in either mouth. Describes words, never persons.
"""

from kinmend.reader.reading import Mark, Reader, Reading, Sentence, Shape, Turn, read, reader

__all__ = ["Mark", "Reader", "Reading", "Sentence", "Shape", "Turn", "read", "reader"]
