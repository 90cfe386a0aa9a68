"""The web house: composes the engines into pages. It decides nothing that an engine could decide."""
