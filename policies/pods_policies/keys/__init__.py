"""Rules about keys and secrets that recovery needs."""
