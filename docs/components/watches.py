"""What is watched beside a pair, each by a line of its own."""

from pods import Alerts, SubscriptionArgs
from pods.components.watches import (
    watch_answers,
    watch_backup_silence,
    watch_certificate,
    watch_object_replication,
    watch_queue,
    watch_replica,
    watch_service,
)

TAGS = {"pods:owner": "platform"}
SUBSCRIPTIONS: list[SubscriptionArgs] = [
    {"protocol": "email", "endpoint": "on-call@clinic.example"},
    {"protocol": "https", "endpoint": "https://paging.clinic.example/voice"},
]

here = Alerts("here", {"subscriptions": SUBSCRIPTIONS})
there = Alerts("there", {"subscriptions": SUBSCRIPTIONS, "region": "us-west-2"})

answers = watch_answers(
    "clinic",
    here,
    capability="booking",
    load_balancer="app/clinic-primary/50dc6c495c0c9188",
    tags=TAGS,
)
watch_service("clinic", here, entries={"booking": answers["booking-errors"]}, tags=TAGS)
watch_backup_silence("clinic", here, vault_names={"home": "clinic"}, interval_hours=12, tags=TAGS)
watch_queue(
    "clinic",
    here,
    queue_name="letters",
    dead_letter_queue_name="letters-given-up",
    oldest_seconds=900,
    tags=TAGS,
)
watch_certificate(
    "clinic",
    here,
    certificate_arn="arn:aws:acm:us-east-1:111111111111:certificate/1",
    tags=TAGS,
)
watch_replica(
    "clinic",
    there,
    identifier="clinic-replica",
    rpo_seconds=300,
    tags=TAGS,
    region="us-west-2",
)
watch_object_replication(
    "clinic",
    here=here,
    there=there,
    source_bucket="clinic-objects",
    replica_bucket="clinic-replica",
    rule_id="everything",
    rpo_seconds=900,
    tags=TAGS,
    there_region="us-west-2",
)
