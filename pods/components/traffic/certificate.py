"""A certificate in every Region that serves a domain, proved by one set of records."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.ordering import once
from pods.topology import plan_certificate

__all__ = ["Certificate", "CertificateArgs"]

_TTL_SECONDS = 300


class CertificateArgs(TypedDict):
    """Inputs of `Certificate`."""

    domain: str
    """First name of the certificate, 64 characters at most; `*.` stands for one label."""
    zone_id: pulumi.Input[str]
    """Public hosted zone of all names: the records that prove them are made there."""
    alternatives: NotRequired[list[str]]
    """Further names. Default: none."""
    regions: NotRequired[list[str]]
    """Where it is served: the home, the recovery Region, and us-east-1 for a page. Default: the
    stack's Region."""
    tags: NotRequired[dict[str, str]]
    """Tags of the certificates."""


@refuses_plainly
class Certificate(pulumi.ComponentResource):
    """A public certificate in one Region or several, which renews itself while its records stay."""

    arn: pulumi.Output[str]
    """ARN in the first Region, known once the certificate is issued."""
    arns: pulumi.Output[dict[str, str]]
    """ARN in each Region of `regions`, likewise; empty without them."""

    def __init__(
        self, name: str, args: CertificateArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, CertificateArgs)
        super().__init__("pods:index:Certificate", name, {}, opts)
        self.plan = planned(name, plan_certificate, args, part="certificate")
        self._stem, self._of_this = name, pulumi.ResourceOptions(parent=self)
        requested = {
            region: self._request(region, args.get("tags") or {}) for region in self.plan.regions
        }
        # ACM's proof of a name is the same in every Region: it is made once, or the removal of
        # one certificate would take it from the others, which could then not be renewed.
        # https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
        first = next(iter(requested.values()))
        records = [self._prove(each, first, args["zone_id"]) for each in self.plan.proved]
        issued = {region: self._await(region, each, records) for region, each in requested.items()}
        self.arn = next(iter(issued.values()))
        self.by_region = {region: arn for region, arn in issued.items() if region is not None}
        arns: Any = {**self.by_region}
        self.arns = pulumi.Output.from_input(arns)
        self.register_outputs({"arn": self.arn, "arns": self.arns})

    def _in(self, region: str | None) -> str:
        return self._stem if region is None else f"{self._stem}-{region}"

    def _request(self, region: str | None, tags: dict[str, str]) -> aws.acm.Certificate:
        return aws.acm.Certificate(
            self._in(region),
            region=region,
            domain_name=self.plan.domain,
            subject_alternative_names=[*self.plan.alternatives] or None,
            validation_method="DNS",
            tags={**tags, "Name": self._stem},
            opts=self._of_this,
        )

    def _prove(
        self, name: str, certificate: aws.acm.Certificate, zone_id: pulumi.Input[str]
    ) -> aws.route53.Record:
        """Make the record of one name; how many there are is known before any of them is."""
        found = certificate.domain_validation_options.apply(lambda options: _of(name, options))
        return aws.route53.Record(
            f"{self._stem}-{name.replace('*', 'any')}",
            zone_id=zone_id,
            name=found.apply(lambda record: record[0]),
            type=found.apply(lambda record: record[1]),
            records=[found.apply(lambda record: record[2])],
            ttl=_TTL_SECONDS,
            # Another stack of the account may have proved the name already, with the same record.
            allow_overwrite=True,
            opts=self._of_this,
        )

    def _await(
        self,
        region: str | None,
        certificate: aws.acm.Certificate,
        records: Sequence[aws.route53.Record],
    ) -> pulumi.Output[str]:
        issued = aws.acm.CertificateValidation(
            self._in(region),
            region=region,
            certificate_arn=certificate.arn,
            validation_record_fqdns=[each.fqdn for each in records],
            opts=self._of_this,
        )
        return once(issued.certificate_arn, issued.id)


def _of(name: str, options: Sequence[Any]) -> tuple[str, str, str]:
    """Return name, type and value of the record that proves this name: ACM keeps no order."""
    (found,) = [each for each in options if each.domain_name.lower() == name.lower()]
    return found.resource_record_name, found.resource_record_type, found.resource_record_value
