"""Judges programs written by others, each in a process of its own."""
