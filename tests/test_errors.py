"""Errors: their form, their codes, and that none is forgotten."""

import pytest

from pods import errors
from pods.errors import ConfigurationError, ContinuityError, Problem

EXIT_CODES = {
    "CloudError": 4,
    "ConfigurationError": 2,
    "ContinuityError": 4,
    "EngineError": 4,
    "PlanError": 2,
    "PolicyViolation": 1,
    "SandboxError": 4,
    "TopologyError": 2,
}
TOO_SHORT = Problem("database", "7 days", "35 are required", "Raise backup_retention_days.")


def test_every_class_has_its_exit_code() -> None:
    """A new error class is a decision about its code."""
    classes = {
        name: item.exit_code
        for name, item in vars(errors).items()
        if isinstance(item, type) and issubclass(item, ContinuityError)
    }
    assert classes == EXIT_CODES


def test_a_problem_reads_subject_observed_required_remedy() -> None:
    """The form is the same everywhere."""
    assert str(TOO_SHORT) == "database: 7 days; 35 are required. Raise backup_retention_days."


def test_an_error_shows_every_problem() -> None:
    """All problems are reported at once."""
    error = ConfigurationError(TOO_SHORT, TOO_SHORT)
    assert str(error).splitlines() == [str(TOO_SHORT), str(TOO_SHORT)]


def test_refusing_nothing_returns() -> None:
    """Only problems make an error."""
    assert ConfigurationError.refuse([]) is None
    with pytest.raises(ConfigurationError):
        ConfigurationError.refuse([TOO_SHORT])


def test_an_error_without_a_problem_is_a_mistake() -> None:
    """An error that cannot say what is wrong is not raised."""
    with pytest.raises(ValueError, match="at least one problem"):
        ContinuityError()
