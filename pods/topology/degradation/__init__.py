"""Graceful degradation: work that waits, and switches that give less instead of failing."""
