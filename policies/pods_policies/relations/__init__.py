"""The relation model: one typed, read-only view of the stack, which every rule shares."""
