"""Writes a report as other tools read it; each function is pure and returns the whole text."""
