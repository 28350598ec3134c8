"""Rules about object stores."""
