"""Resources that cases about backups and copies are made of."""

from collections.abc import Sequence
from typing import Any

from pods.testing import UNKNOWN, Declared

HOME_REGION = "us-east-1"
RECOVERY = "us-west-2"
DATABASE = "aws:rds/instance:Instance"
PROVIDER = {"region": HOME_REGION}


def data(kind: str = DATABASE, name: str = "data", **properties: Any) -> Declared:
    """Return a data resource at home."""
    return Declared(kind, name, properties, provider=PROVIDER)


def vault(name: str, region: str | None = None, kind: str = "Vault") -> Declared:
    """Return a vault, known by name and ARN as soon as it is there."""
    token = f"aws:backup/{kind[0].lower()}{kind[1:]}:{kind}"
    place = region or HOME_REGION
    arn = f"arn:aws:backup:{place}:111111111111:backup-vault:{name}"
    given = {"name": name} if region is None else {"name": name, "region": region}
    return Declared(token, name, given, outputs={"arn": arn}, provider=PROVIDER)


def plan(
    target: Declared,
    copies: Sequence[Declared] = (),
    *,
    days: Any = 35,
    copy_days: Any = 35,
    literal: bool = False,
    name: str = "plan",
) -> Declared:
    """Return a plan of one rule: vaults by dependency, or as literal names and ARNs."""

    def life(kept: Any) -> Any:
        return None if kept is None else {"deleteAfter": kept}

    rule = {
        "targetVaultName": target.name if literal else UNKNOWN,
        "schedule": "cron(0 5 * * ? *)",
        "lifecycle": life(days),
        "copyActions": [
            {
                "destinationVaultArn": one.outputs["arn"] if literal else UNKNOWN,
                "lifecycle": life(copy_days),
            }
            for one in copies
        ],
    }
    uses = {} if literal else {"rules": [target, *copies]}
    outputs = {"id": f"id-of-{name}"}
    token = "aws:backup/plan:Plan"
    return Declared(token, name, {"rules": [rule]}, uses=uses, outputs=outputs, provider=PROVIDER)


def selection(of: Declared, *chosen: Declared) -> Declared:
    """Return a selection of resources for a plan, all by dependency."""
    return Declared(
        "aws:backup/selection:Selection",
        f"selection-of-{of.name}",
        {"planId": UNKNOWN, "resources": [UNKNOWN] * len(chosen)},
        uses={"planId": [of], "resources": list(chosen)},
        provider=PROVIDER,
    )
