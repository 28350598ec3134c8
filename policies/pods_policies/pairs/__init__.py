"""Rules about the primary and the secondary POD of a service."""
