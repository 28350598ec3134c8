"""A home and the Region that recovers it, and a database that comes up in any Region."""

TAKEOVER = """
import pulumi

from pods import Database, Network, RecoveryRegion, SharedSecrets

config = pulumi.Config()
home = Network(
    "clinic",
    {"availability_zones": ["us-east-1a", "us-east-1b"], "interface_endpoints": []},
)
rows = Database(
    "rows",
    {
        "vpc_id": home.vpc_id,
        "subnet_ids": home.data_subnet_ids,
        "client_security_group_ids": [],
        "replica_region": "us-west-2",
        "replica_kind": "read_replica",
        "password": config.require_secret("password"),
    },
)
secrets = SharedSecrets("clinic", {"secrets": {"payments": {}}, "replica_region": "us-west-2"})
recovery = RecoveryRegion(
    "clinic",
    {
        "region": "us-west-2",
        "running": config.get_int("running") or 0,
        "maximum": 4,
        "interface_endpoints": [],
        "home_region": "us-east-1",
        "home_cidr_block": "10.20.0.0/16",
        "pod": {"image_id": config.require("image"), "data_gb": 0},
        "database": {"source_arn": rows.arn, "source_secret_arn": rows.secret_arn},
        "access": [secrets.replica_access],
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "on-call@clinic.example"},
                {"protocol": "sms", "endpoint": "+15555550100"},
            ]
        },
    },
)
pulumi.export("vpc_id", recovery.vpc_id)
pulumi.export("pod_names", recovery.pod_names)
pulumi.export("key_arn", recovery.key_arn)
pulumi.export("database", recovery.database_identifier)
pulumi.export("secret", secrets.replica_secret_arns["payments"])
"""

ANYWHERE = """
import pulumi

from pods import Database, Network

config = pulumi.Config()
network = Network(
    "handbook",
    {
        "availability_zones": config.require_object("availability_zones"),
        "interface_endpoints": [],
    },
)
rows = Database(
    "handbook",
    {
        "vpc_id": network.vpc_id,
        "subnet_ids": network.data_subnet_ids,
        "client_security_group_ids": [],
        "restore": config.get_object("restore"),
    },
)
pulumi.export("identifier", rows.identifier)
pulumi.export("vpc_id", network.vpc_id)
"""
