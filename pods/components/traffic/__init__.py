"""The way into a pair: two entries, their certificate, and a name that leaves a lost POD."""

from pods.components.traffic.certificate import Certificate, CertificateArgs
from pods.components.traffic.traffic import AutoshiftArgs, Traffic, TrafficArgs, TrafficSettings

__all__ = [
    "AutoshiftArgs",
    "Certificate",
    "CertificateArgs",
    "Traffic",
    "TrafficArgs",
    "TrafficSettings",
]
