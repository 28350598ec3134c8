"""What a database and its master user may be called by: RDS's rules for names and passwords."""

import re

from pods.errors import Problem

__all__ = ["login_problems"]

# https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")
_SHORTEST, _LONGEST = 8, 128
_PASSWORD = re.compile(r"""[!#-.0-?A-~]*""")


def login_problems(database_name: str | None, password: object) -> list[Problem]:
    """Return what RDS refuses of a name and a password; one that is not known yet is not judged.

    The password itself is in no message.
    """
    problems = []
    if database_name is not None and _NAME.fullmatch(database_name) is None:
        problems.append(
            Problem(
                "database.database_name",
                f"{database_name!r}",
                "a letter, then up to 62 letters, digits and underscores are required",
                "Write it like clinic_app.",
            )
        )
    if not isinstance(password, str):
        return problems
    if not _SHORTEST <= len(password) <= _LONGEST or _PASSWORD.fullmatch(password) is None:
        problems.append(
            Problem(
                "database.password",
                f"{len(password)} characters",
                f'RDS takes {_SHORTEST} to {_LONGEST} of ASCII without space, /, " and @',
                "Make another one, or leave it out.",
            )
        )
    return problems
