"""PODs: what an instance is made of, and how many of them run, wait or are reserved."""
