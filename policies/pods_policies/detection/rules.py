"""The rules about detection and notification, in the order of the catalogue."""

from typing import Final

from pods_policies.detection.alarm_actions import ALARM_ACTIONS
from pods_policies.detection.failure_notices import FAILURE_NOTICES
from pods_policies.detection.outside_view import OUTSIDE_VIEW
from pods_policies.detection.prompt_detection import PROMPT_DETECTION
from pods_policies.detection.recipients import RECIPIENTS
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    PROMPT_DETECTION,
    ALARM_ACTIONS,
    RECIPIENTS,
    FAILURE_NOTICES,
    OUTSIDE_VIEW,
)
