"""What every test of a component needs."""

import warnings

with warnings.catch_warnings():
    # pulumi_aws warns, as it is imported, of its own deprecated types, which nothing here uses.
    warnings.simplefilter("ignore", DeprecationWarning)
    import pods.components  # noqa: F401 - imported to load pulumi_aws while it may warn
