"""Backups of a bucket, kept where neither its Region nor its account can lose them."""

import pulumi
import pulumi_aws as aws

from pods import Backups, ObjectStore

store = ObjectStore("clinic", {})
topic = aws.sns.Topic("on-call")
reports = aws.s3.Bucket("reports", force_destroy=True)

backups = Backups(
    "keep",
    {
        "region": "us-west-2",
        "interval_hours": 12,
        "retention_days": 184,
        "point_in_time": True,
        "account": True,
        "avoid_windows": ["07:20-09:20", "sun:10:00-sun:11:00"],
        "resource_types": ["S3"],
        "bucket_arns": [store.bucket_arn],
        "restore_tests": {"resource_types": ["S3"]},
        "alert_topic_arn": topic.arn,
        "report_bucket": reports.bucket,
    },
)

pulumi.export("vault", backups.vault_name)
pulumi.export("copies", backups.copy_vault_arn)
pulumi.export("air_gap", backups.air_gapped_vault_arn)
