"""Fleets of pairs: which pair serves which customer, and what keeps them from being shared out."""
