"""Rules about detection and notification."""
