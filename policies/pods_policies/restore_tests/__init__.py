"""Rules about tests of restores."""
