"""Ids in addresses: 32 hex digits that mean nothing."""

from __future__ import annotations

from django.urls import register_converter


class HexId:
    """Turns 32 hex digits into 16 bytes and back."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> bytes:
        """Bytes from an address."""
        return bytes.fromhex(value)

    def to_url(self, value: bytes | str) -> str:
        """An address from bytes (or from hex as it is)."""
        return value if isinstance(value, str) else value.hex()


register_converter(HexId, "hex")
