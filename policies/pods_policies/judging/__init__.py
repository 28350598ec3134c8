"""Runs rules over a stack and keeps what each concluded."""
