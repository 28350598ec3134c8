"""What an interpreter has imported and read before an engine asks it for a process.

Run once by the forking process (`tests.warm_python`); nothing here may start a thread.
"""

import importlib

from pods.sandbox.provider.sessions import new_session

for name in (
    "pods.components",
    "pods.sandbox.language.server",
    "pods.sandbox.provider.servicer",
    "pods_policies.sdk.service",
    "pulumi.policy",
):
    importlib.import_module(name)

# Each takes the provider up to a third of a second, and every run needs most of them.
for service in (
    "autoscaling",
    "backup",
    "cloudwatch",
    "ec2",
    "elbv2",
    "iam",
    "kms",
    "rds",
    "route53",
    "s3",
    "sns",
):
    new_session().get_service_model(service)
