"""What the source plans publish, and where the example plans say it.

Each row: the id of the commitment, what is published in a few words, its place as
`Example.value` takes it, and the value there.
"""

from typing import Any

__all__ = ["BACKUP_PLAN", "PROCEDURE", "PROGRAMME", "PUBLISHED", "Row"]

Row = tuple[str, str, str, Any]
YEARLY = "366 days"

PROGRAMME: list[Row] = [
    ("A1", "an analysis at least yearly", "plan/analysis/every", YEARLY),
    ("A1", "objectives come from impact", "targets/book/mtpd", "4 h"),
    ("A1", "objectives come from impact", "targets/book/targets/az/rto_source/text", "tier 1"),
    ("A1", "objectives come from impact", "targets/messages/targets/az/rto", "1 h"),
    ("A1", "they protect service levels", "plan/commitments/patients/availability", 99.9),
    ("A1", "they protect service levels", "plan/commitments/patients/rto", "4 h"),
    ("A2", "owned by a team", "plan/governance/owner", "continuity-manager"),
    ("A2", "approved", "plan/governance/approver", "managing-director"),
    ("A2", "approved", "plan/governance/approved", "2026-11-09"),
    ("A2", "reviewed yearly", "plan/governance/review_every", YEARLY),
    (
        "A2",
        "or at a significant change",
        "plan/governance/significant_changes/0",
        "A capability, a store or a critical dependency is added or dropped",
    ),
    (
        "A3",
        "risks over all areas",
        "plan/risks/*/area",
        [
            *("facilities", "facilities", "technology", "applications", "data", "data"),
            *("process", "third_party", "people"),
        ],
    ),
    ("A3", "each followed through mitigation", "plan/risks/region-loss/state", "mitigating"),
    ("A3", "each followed through mitigation", "plan/risks/region-loss/due", "2027-06-30"),
    ("A4", "several independent entries", "figures/primary.running", 4),
    (
        "A5",
        "several Availability Zones",
        "figures/availability_zones",
        ["us-east-1a", "us-east-1b"],
    ),
    ("A6", "Multi-AZ", "figures/database.multi_az", True),
    ("A6", "daily snapshots", "plan/services/clinic/stores/records/protection/every", "1 day"),
    ("A6", "kept 35 days", "plan/services/clinic/stores/records/protection/keep", "35 days"),
    ("A6", "kept 35 days", "figures/database.backup_retention_days", 35),
    ("A6", "point in time", "plan/services/clinic/stores/records/protection/point_in_time", True),
    ("A6", "point in time", "targets/records/targets/data_corruption/rpo", "5 min"),
    ("A7", "replaced without people", "figures/pod.grace_seconds", 180),
    ("A8", "primary, then secondary", "plan/placement/availability_zones/1", "us-east-1b"),
    ("A8", "fail over", "figures/traffic.check_interval_seconds", 10),
    ("A9", "twice a day", "plan/services/clinic/stores/workspace/protection/every", "12 h"),
    ("A9", "twice a day", "figures/snapshots.interval_hours", 12),
    ("A9", "six months", "plan/services/clinic/stores/workspace/protection/keep", "184 days"),
    ("A9", "six months", "figures/snapshots.retention_days", 184),
    ("A10", "the full stack, running", "figures/secondary.running", 2),
    ("A10", "redundant capacity", "figures/secondary.maximum", 4),
    ("A10", "dedicated capacity", "figures/secondary.reserved", 4),
    ("A10", "of the same kind", "figures/pod.instance_type", "m7i.large"),
    ("A11", "versioning", "figures/object_store.versioning", True),
    (
        "A12",
        "extensively tested: every kind of disruption",
        "plan/exercises/*/disruption",
        [
            *("region", "account", "compromise", "az", "instance", "data_corruption"),
            *("deployment_failure", "identity_provider", "dependency"),
        ],
    ),
    (
        "A13",
        "escalation by severity",
        "plan/incidents/severities/sev1/escalation/0/after",
        "15 min",
    ),
    ("A13", "and priority", "plan/incidents/priorities/p1/severities", ["sev1"]),
    (
        "A13",
        "from triggers to closure",
        "plan/incidents/stages",
        ["triggers", "escalation", "diagnosis", "investigation", "resolution", "closure"],
    ),
    (
        "A14",
        "a core team",
        "plan/incidents/crisis/team",
        ["incident-commander", "communications-lead", "executive-liaison", "continuity-manager"],
    ),
    ("A14", "a way to communicate", "plan/incidents/crisis/channel", "crisis-bridge"),
    ("A15", "a yearly tabletop", "plan/exercises/region-tabletop/kind", "tabletop"),
    ("A15", "a yearly tabletop", "plan/exercises/region-tabletop/repeats", "yearly"),
    ("A15", "a yearly walkthrough", "plan/exercises/account-walkthrough/kind", "walkthrough"),
    ("A15", "a yearly walkthrough", "plan/exercises/account-walkthrough/repeats", "yearly"),
    ("A15", "a yearly simulation", "plan/exercises/zone-simulation/kind", "simulation"),
    ("A15", "a yearly simulation", "plan/exercises/zone-simulation/repeats", "yearly"),
]
PROCEDURE: list[Row] = [
    ("C1", "decide to recover", "plan/incidents/decisions/activate-recovery/within", "30 min"),
    ("C1", "the first phase", "plan/communications/templates/notification/phase", "notification"),
    ("C2", "within 24 h", "plan/commitments/customers/rto", "1 day"),
    ("C2", "within 24 h", "targets/order/targets/region/rto", "1 day"),
    ("C2", "within 24 h", "targets/order/targets/account/rto", "1 day"),
    ("C2", "the second phase", "plan/communications/templates/recovery/phase", "recovery"),
    ("C3", "the third phase", "plan/communications/templates/resolution/phase", "resolution"),
    ("C4", "covered by vendors' service levels", "plan/dependencies/*/kind", ["external"] * 3),
    (
        "C4",
        "covered by vendors' service levels",
        "plan/dependencies/*/agreement",
        ["Merchant contract", "Carrier's terms of service", "Subscription terms"],
    ),
    ("C4", "how soon", "plan/dependencies/*/recovers_within", ["8 h", "1 day", "1 day"]),
]
BACKUP_PLAN: list[Row] = [
    ("D1", "database in two data centres", "figures/database.multi_az", True),
    ("D1", "servers in two", "figures/availability_zones", ["us-east-1a", "us-east-1b"]),
    ("D1", "no appreciable interruption", "figures/secondary.running", 2),
    ("D2", "nightly", "plan/services/handbook/stores/catalogue/protection/every", "1 day"),
    (
        "D2",
        "2:20 to 4:20 am US Eastern",
        "plan/services/handbook/stores/catalogue/protection/window",
        {"start": "02:20:00", "end": "04:20:00", "zone": "America/New_York"},
    ),
    ("D2", "2:20 to 4:20 am US Eastern", "figures/database.backup_window", "07:20-09:20"),
    ("D3", "about 5 minutes", "targets/read/targets/data_corruption/rpo", "5 min"),
    ("D3", "about 5 minutes", "targets/approve/targets/data_corruption/rpo", "5 min"),
    (
        "D3",
        "at least 3 days",
        "plan/services/handbook/stores/catalogue/retention/at_least",
        "3 days",
    ),
    ("D4", "nightly", "plan/services/handbook/stores/documents/protection/every", "1 day"),
    ("D4", "outside AWS", "plan/dependencies/outside-storage/kind", "external"),
    ("D4", "a day, and the pull", "targets/read/targets/account/rpo", "1 day 2 h"),
    ("D4", "it is tried", "plan/exercises/outside-copy-simulation/disruption", "account"),
    ("D5", "15 min", "targets/read/targets/az/rto", "15 min"),
    ("D5", "15 min", "targets/approve/targets/az/rto", "15 min"),
    ("D5", "15 min", "targets/read/targets/deployment_failure/rto", "15 min"),
    ("D5", "50 min for several data centres", "targets/read/targets/region/rto", "50 min"),
    (
        "D6",
        "each deployment takes the recovery's path",
        "plan/risks/hand-work/mitigation",
        "All configuration is automated, and each deployment takes the recovery's path (D6)",
    ),
    ("D7", "to any of several Regions", "plan/placement/recovery_region", "us-west-2"),
    ("D8", "distributed monitor", "plan/dependencies/monitor/fallback/to", "stack-alarms"),
    ("D8", "told within 60 s", "plan/dependencies/monitor/fallback/within", "1 min"),
    ("D8", "found within 60 s", "figures/traffic.failure_threshold", 3),
    (
        "D8",
        "several people, by e-mail, SMS and voice",
        "figures/alerts.subscriptions",
        [
            ["email", "first-on-duty@handbook.example"],
            ["email", "second-on-duty@handbook.example"],
            ["https", "https://paging.handbook.example/first"],
            ["https", "https://paging.handbook.example/second"],
            ["sms", "+12025550160"],
            ["sms", "+12025550161"],
        ],
    ),
    ("D9", "by e-mail", "plan/communications/audiences/hospitals/primary", "customer-mail"),
    ("D9", "by e-mail", "plan/communications/channels/customer-mail/kind", "email"),
    (
        "D9",
        "an announcements page",
        "plan/communications/audiences/hospitals/alternate",
        "announcements",
    ),
    ("D9", "an announcements page", "plan/communications/channels/announcements/kind", "page"),
    (
        "D10",
        "five whys to the root cause",
        "plan/exercises/rebuild-simulation/success/1",
        "The post-mortem asks why five times, and ends at a root cause with an owner and a date",
    ),
]
PUBLISHED = {"reference": PROGRAMME, "storefront": PROCEDURE, "handbook": BACKUP_PLAN}
