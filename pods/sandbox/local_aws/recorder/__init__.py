"""The recorder: what moto lacks is kept as it was given, and read back as AWS would answer.

Nothing happens by a record: no snapshot is taken by a recorded lifecycle policy. Each kind is
declared in `tables`; botocore's service models say how a call is read, checked and answered.
"""

from pods.sandbox.local_aws.recorder.answering import Recorder
from pods.sandbox.local_aws.recorder.catalogue import recorded_operations
from pods.sandbox.local_aws.recorder.faults import NOT_SIMULATED, Fault

__all__ = ["NOT_SIMULATED", "Fault", "Recorder", "recorded_operations"]
