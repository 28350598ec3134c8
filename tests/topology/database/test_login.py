"""Names and passwords that RDS refuses only when most of a stack is made."""

import pytest

from pods.errors import TopologyError
from pods.topology import plan_database

_REQUIRED = (
    'RDS takes 8 to 128 of ASCII without space, /, " and @. Make another one, or leave it out.'
)


@pytest.mark.parametrize("name", ["1-bad name", "clinic-app", "", "a" * 64])
def test_a_name_that_postgresql_lacks_is_refused(name: str) -> None:
    """A letter comes first, and nothing but letters, digits and underscores after it."""
    with pytest.raises(TopologyError) as raised:
        plan_database(database_name=name)
    assert str(raised.value) == (
        f"database.database_name: {name!r}; a letter, then up to 62 letters, digits and "
        "underscores are required. Write it like clinic_app."
    )


@pytest.mark.parametrize(
    "password", ["x", "y" * 129, "with/slash", "with@sign", 'with"mark', "ä" * 9]
)
def test_a_password_that_rds_refuses_is_not_told(password: str) -> None:
    """The message has its length only."""
    with pytest.raises(TopologyError) as raised:
        plan_database(password=password)
    assert str(raised.value) == f"database.password: {len(password)} characters; {_REQUIRED}"


def test_what_rds_takes_is_planned() -> None:
    """So is a password that is not known yet."""
    assert plan_database(database_name="clinic_2", password="!#$%&'()*+,-.:?~").own_password
    assert plan_database(password=object()).own_password
