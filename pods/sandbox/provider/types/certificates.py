"""Certificate Manager: certificates that are proved by DNS, and their issue."""

from pods.sandbox.provider.resource_type import Call, ResourceType, Tags

__all__ = ["TYPES"]

_ARN = {"CertificateArn": "{id}"}
_DESCRIBE = Call("DescribeCertificate", _ARN, "Certificate", translate=False)
_IMPORTED = "The sandbox requests certificates and imports none; leave it out."

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:acm/certificate:Certificate",
        service="acm",
        create=Call("RequestCertificate", {"Tags": "{tag_pairs}"}),
        id="CertificateArn",
        read=_DESCRIBE,
        delete=Call("DeleteCertificate", _ARN, translate=False),
        names={"arn": "CertificateArn"},
        observe={
            # The first name is among them, and they come in any order.
            "subjectAlternativeNames": "minus(sort(SubjectAlternativeNames), [DomainName])",
            "validationMethod": "DomainValidationOptions[0].ValidationMethod",
            "domainValidationOptions": (
                "sort_by(DomainValidationOptions, &DomainName)[].{domainName: DomainName,"
                " resourceRecordName: ResourceRecord.Name,"
                " resourceRecordType: ResourceRecord.Type,"
                " resourceRecordValue: ResourceRecord.Value}"
            ),
        },
        tags=Tags(
            create={},
            add=Call("AddTagsToCertificate", {**_ARN, "Tags": "{tag_pairs}"}, translate=False),
            remove=Call(
                "RemoveTagsFromCertificate",
                {**_ARN, "Tags": "{tag_keys[].{Key: @}}"},
                translate=False,
            ),
            read="tags(Tags)",
            get=Call("ListTagsForCertificate", _ARN, translate=False),
        ),
        refused=dict.fromkeys(
            ("certificateBody", "certificateChain", "privateKey", "privateKeyWo"), _IMPORTED
        ),
        inert=frozenset({"privateKeyWoVersion"}),
        note="It counts as issued after a minute, whether or not its records are there.",
    ),
    ResourceType(
        token="aws:acm/certificateValidation:CertificateValidation",
        service="acm",
        create=Call("DescribeCertificate", {"CertificateArn": "{certificateArn}"}, translate=False),
        id="{certificateArn}",
        read=_DESCRIBE,
        delete=None,
        names={"certificateArn": "CertificateArn"},
        replace=frozenset({"certificateArn"}),
        inert=frozenset({"validationRecordFqdns"}),
        note="The certificate is not waited for.",
    ),
)
