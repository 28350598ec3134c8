"""Helpers for tests of a user's own policies.

Policies see more than plain dicts: numbers arrive as floats, unknown values raise when they are
touched, lists and mappings are proxies. A test that passes raw dicts proves little. `violations`
drives the SDK's own analyzer with the protobuf requests that the engine sends: first every resource
with its inputs, then the stack with the final states and the dependencies.

```python
from pods.testing import UNKNOWN, Declared, violations

def test_a_bucket_without_versions_is_refused():
    bucket = Declared("aws:s3/bucket:Bucket", "files", {})
    assert violations(my_policy, bucket) == ["files: …"]
```

A whole program needs no engine either: `declared_by` runs it as a preview does, with unknown ids,
and returns what it declared; `judged` is what the policy pack says of it.

Needs the `policy` extra (`pulumi_policy`).
"""

from pods.testing.analyzer import Diagnosis, Violation, diagnose, requests_of, violations
from pods.testing.declared import UNKNOWN, Declared
from pods.testing.pack import judged
from pods.testing.programs import declared_by

__all__ = [
    "UNKNOWN",
    "Declared",
    "Diagnosis",
    "Violation",
    "declared_by",
    "diagnose",
    "judged",
    "requests_of",
    "violations",
]
