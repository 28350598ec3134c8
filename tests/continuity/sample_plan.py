"""A small plan that is whole and right, as plain values, for tests to change."""

import pickle
from datetime import date
from typing import Any

from pods.continuity import Disruption, Plan

__all__ = ["TODAY", "plan_of", "sample", "without"]

TODAY = date(2026, 6, 1)
"""The day on which the sample is in date."""

_SAMPLE: dict[str, Any] = {
    "version": 1,
    "name": "clinic",
    "title": "Clinic booking",
    "governance": {
        "owner": "continuity-manager",
        "approver": "managing-director",
        "approved": "2026-03-02",
        "last_review": "2026-03-01",
        "significant_changes": ["A new Region, store or payment provider."],
    },
    "analysis": {"last": "2026-02-10"},
    "scales": {
        "revenue": {
            "question": "What is lost in takings?",
            "levels": {
                1: {"meaning": "Hardly any", "up_to": "1,000 EUR"},
                2: {"meaning": "A day's takings"},
                3: {"meaning": "A week's takings"},
            },
            "intolerable": 3,
        },
        "legal": {
            "question": "Which duties are broken?",
            "levels": {1: {"meaning": "None"}, 2: {"meaning": "A report"}, 3: {"meaning": "A ban"}},
            "intolerable": 3,
        },
    },
    "journeys": {"visit": {"name": "See a doctor", "capabilities": ["book", "report"]}},
    "capabilities": {
        "book": {
            "name": "Book an appointment",
            "owner": "clinic-platform",
            "impact": {
                "outage": {"revenue": {"15 min": 1, "1 h": 2, "4 h": 3}},
                "data_loss": {"legal": {"5 min": 1, "1 h": 3}},
                "cost_per_hour": "4,000 EUR",
            },
            "services": ["booking"],
            "minimum": {"percent": 50, "keeps": "Emergency appointments"},
        },
        "report": {
            "name": "Read a report",
            "owner": "clinic-platform",
            "impact": {"outage": {"legal": {"1 day": 1, "5 days": 3}}},
            "services": ["booking"],
        },
    },
    "commitments": {
        "patients": {
            "audience": "Patients",
            "capabilities": ["book"],
            "availability": 99.9,
            "rto": "4 h",
        }
    },
    "services": {
        "booking": {
            "name": "Booking",
            "owner": "clinic-platform",
            "load": {"instances": 2, "peak_instances": 4, "instance_type": "m7i.large"},
            "stores": {
                "records": {
                    "kind": "postgresql",
                    "classification": "restricted",
                    "size": "80 GB",
                    "growth_per_month": "2 GB",
                    "retention": {"at_least": "35 days", "duty": "Records law"},
                },
                "scans": {
                    "kind": "objects",
                    "classification": "restricted",
                    "size": "1 TB",
                },
                "work": {
                    "kind": "volume",
                    "classification": "internal",
                    "size": "50 GB",
                    "derived_from": "records",
                },
            },
            "depends_on": ["payments"],
        }
    },
    "placement": {
        "region": "us-east-1",
        "availability_zones": ["us-east-1a", "us-east-1b"],
        "recovery_region": "us-west-2",
    },
    "dependencies": {
        "payments": {
            "name": "Card payments",
            "kind": "external",
            "criticality": "critical",
            "owner": "clinic-platform",
            "provides": "Charging a deposit",
            "availability": 99.95,
            "recovers_within": "4 h",
            "agreement": "Merchant contract",
            "support": {
                "path": "Merchant portal, priority case",
                "responds_within": "15 min",
                "escalation": ["Account manager"],
            },
            "fallback": {
                "kind": "queue",
                "how": "Deposits are charged later",
                "within": "1 min",
                "lasts": "1 day",
            },
        }
    },
    "degradation_modes": {
        "read-only": {
            "kind": "read_only",
            "capabilities": ["book"],
            "trigger": "The database refuses writes for 2 min",
            "rollback": "Writes succeed for 10 min",
            "keeps": "Appointments can be seen",
            "switch": {"kind": "parameter", "name": "/clinic/mode", "role": "commander"},
            "last_tested": "2026-04-01",
        }
    },
    "contacts": {
        name: {
            "name": f"{name.replace('-', ' ').capitalize()} on duty",
            "email": f"{name}@clinic.example",
            "phone": f"+1202555014{position}",
        }
        for position, name in enumerate(
            ("platform-lead", "operations-lead", "duty-engineer", "service-desk", "clinic-director")
        )
    },
    "teams": {
        "clinic-platform": {
            "name": "Clinic platform",
            "members": ["platform-lead", "operations-lead"],
            "on_call": "platform-lead",
        }
    },
    "roles": {
        name: {
            "name": name.replace("-", " ").capitalize(),
            "holder": holder,
            "deputy": deputy,
            "authority": "Whatever the incident asks for",
        }
        for name, holder, deputy in (
            ("commander", "platform-lead", "operations-lead"),
            ("technical-lead", "duty-engineer", "platform-lead"),
            ("communicator", "service-desk", "operations-lead"),
            ("customer-lead", "operations-lead", "service-desk"),
            ("continuity-manager", "platform-lead", "operations-lead"),
            ("managing-director", "clinic-director", "operations-lead"),
        )
    },
    "incidents": {
        "severities": {
            "sev1": {
                "meaning": "Nobody can book",
                "triggers": ["The entry is unhealthy for 1 min"],
                "responds_within": "5 min",
                "escalation": [{"after": "15 min", "to": "commander"}],
                "crisis": True,
            },
            "sev2": {
                "meaning": "Some cannot book",
                "triggers": ["Errors above 5 percent for 5 min"],
                "responds_within": "15 min",
                "escalation": [{"after": "1 h", "to": "commander"}],
            },
        },
        "priorities": {"p1": {"meaning": "Before all else", "severities": ["sev1", "sev2"]}},
        "decisions": {
            "fail-over": {
                "threshold": "The primary POD is unhealthy for 5 min",
                "role": "commander",
                "within": "5 min",
                "otherwise": "Traffic has moved by itself",
            }
        },
        "command": {
            "incident_commander": "commander",
            "technical_lead": "technical-lead",
            "communications_lead": "communicator",
            "customer_impact_lead": "customer-lead",
            "executive_liaison": "managing-director",
        },
        "crisis": {
            "team": ["commander", "managing-director"],
            "activation": "A sev1 lasts for 30 min",
            "procedure": ["Gather", "Decide", "Tell"],
            "channel": "bridge",
            "alternate_channel": "mail",
        },
    },
    "communications": {
        "channels": {
            "bridge": {"kind": "voice", "address": "+12025550143"},
            "mail": {"kind": "email", "address": "patients@clinic.example"},
            "news": {"kind": "page", "address": "https://status.clinic.example"},
        },
        "audiences": {
            "patients": {
                "name": "Patients",
                "languages": ["en", "es"],
                "primary": "mail",
                "alternate": "news",
                "cadence": {"sev1": "30 min", "sev2": "2 h"},
            }
        },
        "templates": {
            f"patients-{phase}": {
                "audience": "patients",
                "phase": phase,
                "approval": "communicator",
                "text": {
                    "en": {"subject": "{service}: {status}", "body": "Next word at {next_update}."},
                    "es": {"subject": "{service}: {status}", "body": "Siguiente: {next_update}."},
                },
            }
            for phase in ("notification", "recovery", "resolution")
        },
    },
    "risks": {
        "zone-loss": {
            "area": "facilities",
            "description": "A data centre burns",
            "likelihood": 1,
            "impact": 5,
            "treatment": "reduce",
            "mitigation": "A second POD in another zone",
            "owner": "continuity-manager",
            "state": "mitigated",
            "disruptions": ["az"],
        }
    },
    "releases": {
        tier: {
            "stages": [{"percent": 10, "watch": "15 min"}, {"percent": 100, "watch": "1 h"}],
            "canary": {"percent": 5, "watch": "10 min"},
            "guard_metrics": [{"metric": "Errors", "threshold": "Above 1 percent for 5 min"}],
            "rollback": "The earlier launch template",
            "rollback_within": "10 min",
            "blackouts": {
                "month-end": {
                    "reason": "Billing",
                    "recurs": "FREQ=MONTHLY;BYMONTHDAY=-1",
                    "lasts": "1 day",
                    "zone": "America/New_York",
                }
            },
        }
        for tier in (1, 2, 3, 4)
    },
    "exercises": {
        f"{'zone' if disruption == 'az' else disruption.value.replace('_', '-')}-drill": {
            "kind": "technical",
            "scenario": f"{disruption.value.replace('_', ' ').capitalize()} at noon",
            "disruption": disruption.value,
            "capabilities": ["book", "report"],
            "modes": ["read-only"],
            "owner": "commander",
            "repeats": "yearly",
            "last": "2026-05-01",
            "success": ["Bookings are made again within the objective"],
        }
        for disruption in Disruption
    },
}


_FROZEN = pickle.dumps(_SAMPLE)


def sample() -> dict[str, Any]:
    """Return the plan as plain values, a copy for each caller."""
    plan: dict[str, Any] = pickle.loads(_FROZEN)  # noqa: S301 - our own, and quicker than a copy
    return plan


def plan_of(values: dict[str, Any] | None = None, /, **changes: Any) -> Plan:
    """Return the plan of these values (default: the sample), with dotted places changed.

    `plan_of(**{"capabilities.book.owner": "nobody"})` sets one place.
    """
    plain = sample() if values is None else values
    for path, value in changes.items():
        *above, last = path.split(".")
        place: Any = plain
        for key in above:
            place = place[int(key)] if isinstance(place, list) else _child(place, key)
        place[last] = value
    return Plan.model_validate(plain)


def without(path: str) -> dict[str, Any]:
    """Return the sample without one place."""
    plain = sample()
    *above, last = path.split(".")
    place = plain
    for key in above:
        place = _child(place, key)
    del place[last]
    return plain


def _child(place: dict[Any, Any], key: str) -> Any:
    return place[int(key)] if key.isdigit() and int(key) in place else place[key]
