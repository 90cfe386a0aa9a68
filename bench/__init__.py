"""Speed, measured here and now, with the machine named. No bound is checked: see docs and closing notes."""
