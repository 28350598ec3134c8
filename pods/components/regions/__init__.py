"""Regions of components: the stack's own, and another by a transformation."""
