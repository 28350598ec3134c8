"""Clauses of standards that rules serve, by group; each was checked against a published source.

NIST SP 800-53: the title and text in NIST's own OSCAL catalogue of the HIGH baseline (5.1.1); for
controls outside that baseline, AWS's Guard rules registry and Prowler, which map the same kind of
rule to them (CP-2(6), SI-13(5), SC-5(2), SC-36), or the control's text in a copy of the catalogue
(CP-9(6), CP-9(7)). ISO 27001:2022 and SOC 2: the texts in Prowler's mappings; A1.3 as an
auditor's report of AWS prints it. ISO 22301:2019: 5.3 and 8.2.2 by the list of contents of ISO
22313. Other clauses of ISO 22301 are left out: no source that could be opened gives their titles
as the standard of 2019 has them.
"""

from dataclasses import dataclass
from typing import Final

__all__ = [
    "ALTERNATE_SITE",
    "BACKUPS",
    "CHANGE",
    "DELETION_PROTECTION",
    "ENCRYPTION",
    "GOVERNANCE",
    "HIGH_AVAILABILITY",
    "IMMUTABILITY",
    "LOG_RETENTION",
    "MONITORING",
    "TESTING",
    "Clause",
    "united",
]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause or control of a standard."""

    standard: str
    """Such as `NIST SP 800-53 r5`."""
    id: str
    """As the standard numbers it: `CP-9(5)`."""

    def __str__(self) -> str:
        """Render as `NIST SP 800-53 r5 CP-9(5)`."""
        return f"{self.standard} {self.id}"


def united(*groups: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return the clauses of several groups, those of the first group first, each once."""
    return tuple(dict.fromkeys(clause for group in groups for clause in group))


def _nist(*ids: str) -> tuple[Clause, ...]:
    return tuple(Clause("NIST SP 800-53 r5", one) for one in ids)


def _iso(*ids: str) -> tuple[Clause, ...]:
    return tuple(Clause("ISO/IEC 27001:2022", one) for one in ids)


def _soc(*ids: str) -> tuple[Clause, ...]:
    return tuple(Clause("SOC 2", one) for one in ids)


BACKUPS: Final = (
    *_nist("CP-9", "CP-6(1)", "CP-6(2)", "CP-10", "SI-13(5)"),
    *_iso("A.8.13"),
    *_soc("A1.2"),
)
HIGH_AVAILABILITY: Final = (
    *_nist("CP-2(5)", "CP-2(6)", "CP-6(2)", "CP-10", "SC-5(2)", "SC-36"),
    *_iso("A.8.14"),
    *_soc("A1.2"),
)
DELETION_PROTECTION: Final = (*_nist("CP-2(5)", "SC-5(2)", "SI-13(5)"), *_soc("A1.2"))
ENCRYPTION: Final = (*_nist("CP-9(8)"), *_iso("A.8.24"))
ALTERNATE_SITE: Final = (
    *_nist("CP-6", "CP-6(1)", "CP-7", "CP-7(1)", "CP-9(5)", "CP-9(6)", "CP-10(4)"),
    *_iso("A.5.30", "A.8.14"),
    *_soc("A1.2"),
)
MONITORING: Final = (*_nist("SI-4", "SC-36(1)"), *_iso("A.8.16"), *_soc("CC7.2", "CC7.3"))
LOG_RETENTION: Final = (*_nist("AU-11", "SI-12"), *_iso("A.8.15"))
TESTING: Final = (*_nist("CP-4", "CP-9(1)"), *_iso("A.5.30", "A.8.13"), *_soc("A1.3"))
GOVERNANCE: Final = (
    *_nist("CP-2"),
    *(Clause("ISO 22301:2019", one) for one in ("5.3", "8.2.2")),
    *_iso("A.5.9", "A.5.30"),
)
IMMUTABILITY: Final = (*_nist("CP-9(7)", "AC-5"), *_iso("A.5.3", "A.8.13"))
CHANGE: Final = (*_nist("CM-3"), *_iso("A.8.32"), *_soc("CC8.1"))
