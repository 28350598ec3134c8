"""The databases that a pair can stand on, and what keeps them in another Region."""

from pods.components.database.instance import Database, DatabaseArgs, DatabaseSettings

__all__ = ["Database", "DatabaseArgs", "DatabaseSettings"]
