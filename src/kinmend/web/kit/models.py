"""The rows that sealed documents lie in: nothing here can be read without the person's key.

Knows ids, revisions and ciphertext; refuses columns for anything a document says.
"""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """A sealed document. The owner is part of the key, so that a guessed id tells a stranger nothing."""

    owner = models.UUIDField()
    document = models.UUIDField()
    shelf = models.BinaryField(max_length=16)
    revision = models.PositiveIntegerField()
    key = models.BinaryField(null=True)
    body = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("owner", "document"), name="one_row_a_document"),)
        indexes = (models.Index(fields=("owner", "shelf"), name="documents_of_a_shelf"),)

    def __str__(self) -> str:
        return "a sealed document"


class Save(models.Model):
    """A save that was carried out, by the id its client made: the same save again is no second revision."""

    owner = models.UUIDField()
    document = models.UUIDField()
    save_id = models.UUIDField()
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("owner", "document", "save_id"), name="each_save_once"),)

    def __str__(self) -> str:
        return "a save"
