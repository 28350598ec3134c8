"""Databases: their kinds, windows, storage and restores, and how they reach another Region."""
