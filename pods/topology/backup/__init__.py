"""Backups: what is copied when, kept how long, locked how firmly, and restored to prove it."""
