"""Rules about copies in another Region or account."""
