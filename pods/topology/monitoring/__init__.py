"""Monitoring: how soon a failure is noticed, who is told, and what a dashboard shows."""
