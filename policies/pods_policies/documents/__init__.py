"""Reads stacks from files that Pulumi wrote, without an engine: exported states, saved previews."""
