"""Containers: what a POD of them is made of, and where their images are kept."""
