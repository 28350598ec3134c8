"""Rules about deletion by mistake."""
