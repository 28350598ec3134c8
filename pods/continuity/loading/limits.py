"""How much a plan may be: what is larger is refused before it costs memory or time."""

__all__ = [
    "DEEPEST_NESTING",
    "LARGEST_FILE_BYTES",
    "LARGEST_PLAN_BYTES",
    "MOST_FILES",
    "MOST_FINDINGS",
    "MOST_VALUES",
]

LARGEST_FILE_BYTES = 4 * 1024 * 1024
"""One file. A plan of 1,000 capabilities takes about 1 MiB."""
LARGEST_PLAN_BYTES = 16 * 1024 * 1024
"""A plan's files together."""
MOST_FILES = 100
"""Files that a plan may include, directly or through others."""
DEEPEST_NESTING = 50
"""Mappings and lists within one another, after aliases are followed."""
MOST_VALUES = 500_000
"""Values of one file, each alias counted as what it stands for."""
MOST_FINDINGS = 1_000
"""Findings of one report; it says how many more there are."""
