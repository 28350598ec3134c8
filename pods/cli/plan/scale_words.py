"""The scales that a first draft judges impact on: a question and three levels a dimension."""

from pods.cli.plan.answers import Dimension

__all__ = ["INTOLERABLE", "SCALES"]

INTOLERABLE = 3

SCALES: dict[Dimension, tuple[str, tuple[str, str, str]]] = {
    Dimension.REVENUE: (
        "What is lost in takings, refunds and penalties?",
        ("Hardly any", "An ordinary day's takings", "More than reserves cover"),
    ),
    Dimension.TRUST: (
        "How many customers doubt us, and for how long?",
        ("A few ask what happened", "Many complain in public", "Whole groups of them leave"),
    ),
    Dimension.LEGAL: (
        "Which duties to authorities and contracts are broken?",
        ("None", "A service level is missed", "A licence or a whole contract is at stake"),
    ),
    Dimension.OPERATIONAL: (
        "How much work stops, and how is it caught up with?",
        ("Work is slower", "Teams work by hand", "The backlog cannot be caught up with"),
    ),
    Dimension.SAFETY: (
        "Can anybody come to harm?",
        ("Nobody", "Somebody, if others do not watch", "Somebody, whatever others do"),
    ),
}
"""For each dimension: what is asked, and what each level looks like, from the mildest."""
