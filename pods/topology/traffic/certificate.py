"""Certificates: which names are proved, once, and in which Regions they are served."""

from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.regions.names import region_name_problems
from pods.topology.traffic.dns_names import name_problems

__all__ = ["CertificatePlan", "plan_certificate"]

# https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
_LONGEST_FIRST_NAME = 64
_MOST_NAMES = 100
_WILDCARD = "*."


@dataclass(frozen=True, slots=True)
class CertificatePlan:
    """One certificate in each Region, and the records that prove its names."""

    domain: str
    alternatives: tuple[str, ...]
    regions: tuple[str | None, ...]
    """Where it is served; None is the stack's own Region."""
    proved: tuple[str, ...]
    """Names with a record of their own: a wildcard is proved by the record of what it stands in."""


def plan_certificate(
    *, domain: str, alternatives: Sequence[str] = (), regions: Sequence[str] = ()
) -> CertificatePlan:
    """Plan a certificate; raises `TopologyError` with every name and Region AWS would refuse."""
    names = [domain, *alternatives]
    TopologyError.refuse(
        [
            *name_problems("domain", domain, wildcard=True),
            *_length_problems(domain),
            *(
                problem
                for each in alternatives
                for problem in name_problems("alternatives", each, wildcard=True)
            ),
            *_number_problems(names),
            *_repeated("alternatives", names, "a name is certified once"),
            *(problem for each in regions for problem in region_name_problems("regions", each)),
            *_repeated("regions", regions, "a certificate is requested once in a Region"),
        ]
    )
    by_record = {name.removeprefix(_WILDCARD).lower(): name for name in reversed(names)}
    return CertificatePlan(
        domain=domain,
        alternatives=tuple(alternatives),
        regions=tuple(regions) or (None,),
        proved=tuple(name for name in names if name in by_record.values()),
    )


def _length_problems(domain: str) -> list[Problem]:
    if len(domain) <= _LONGEST_FIRST_NAME:
        return []
    return [
        Problem(
            "domain",
            f"{len(domain)} characters",
            f"a certificate's first name has {_LONGEST_FIRST_NAME} at most",
            "Name a shorter one first, and this one among the alternatives.",
        )
    ]


def _number_problems(names: Sequence[str]) -> list[Problem]:
    if len(names) <= _MOST_NAMES:
        return []
    return [
        Problem(
            "alternatives",
            f"{len(names)} names with the domain",
            f"ACM takes {_MOST_NAMES} at most, and 10 without a higher quota",
            "Use a wildcard, or further certificates.",
        )
    ]


def _repeated(subject: str, given: Sequence[str], required: str) -> list[Problem]:
    folded = [each.lower() for each in given]
    return [
        Problem(subject, f"{each!r} twice", required, "Name it once.")
        for each in dict.fromkeys(folded)
        if folded.count(each) > 1
    ]
