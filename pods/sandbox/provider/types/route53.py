"""Route 53: hosted zones, records and health checks."""

from pods.sandbox.provider.resource_type import Aspect, Call, ResourceType, Tags

__all__ = ["TYPES"]

_REGION = "us-east-1"


def _tags(resource_type: str) -> Tags:
    whose = {"ResourceType": resource_type, "ResourceId": "{id}"}
    return Tags(
        add=Call("ChangeTagsForResource", {**whose, "AddTags": "{tag_pairs}"}, translate=False),
        remove=Call(
            "ChangeTagsForResource", {**whose, "RemoveTagKeys": "{tag_keys}"}, translate=False
        ),
        get=Call("ListTagsForResource", whose, "ResourceTagSet", translate=False),
    )


# A record may be named relative to its zone, or in full, with or without the dot at the end.
_FULL_NAME = (
    "{ends_with(trim_end(lower(name), '.'), trim_end(zone_name, '.'))"
    " && trim_end(lower(name), '.')"
    " || join('.', [lower(name), trim_end(zone_name, '.')][?@])}"
)
_TEXT = "(type == 'TXT' || type == 'SPF')"
_RECORD_SET = {
    "Type": "{type}",
    "SetIdentifier": "{setIdentifier}",
    "TTL": "{ttl}",
    "ResourceRecords": (
        f"{{{_TEXT} && records[].{{Value: join('', ['\"', @, '\"'])}} || records[].{{Value: @}}}}"
    ),
    "AliasTarget": {
        "DNSName": "{aliases[0].name}",
        "HostedZoneId": "{aliases[0].zoneId}",
        "EvaluateTargetHealth": "{aliases[0].evaluateTargetHealth}",
    },
    "Failover": "{failoverRoutingPolicies[0].type}",
    "Weight": "{weightedRoutingPolicies[0].weight}",
    "Region": "{latencyRoutingPolicies[0].region}",
    "GeoLocation": {
        "ContinentCode": "{geolocationRoutingPolicies[0].continent}",
        "CountryCode": "{geolocationRoutingPolicies[0].country}",
        "SubdivisionCode": "{geolocationRoutingPolicies[0].subdivision}",
    },
    "MultiValueAnswer": "{multivalueAnswerRoutingPolicy}",
    "HealthCheckId": "{healthCheckId}",
}


def _change(action: str, name: str) -> Call:
    """Return the change of one record set; Route 53 wants all of it for a deletion, too."""
    record_set = {"Name": name, **_RECORD_SET}
    change = {"Action": action, "ResourceRecordSet": record_set}
    return Call(
        "ChangeResourceRecordSets",
        {"HostedZoneId": "{zoneId}", "ChangeBatch": {"Changes": [change]}},
        translate=False,
    )


_FOLLOWED = {
    "AlarmIdentifier": {"Name": "{cloudwatchAlarmName}", "Region": "{cloudwatchAlarmRegion}"}
}
"""The alarm that a health check follows."""

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:route53/zone:Zone",
        service="route53",
        global_region=_REGION,
        create=Call(
            "CreateHostedZone",
            {
                "Name": "{name}",
                "CallerReference": "{fingerprint([name, comment, tags, vpcs])}",
                "HostedZoneConfig": {
                    "Comment": "{comment}",
                    "PrivateZone": "{vpcs && `true` || `false`}",
                },
                "DelegationSetId": "{delegationSetId}",
                "VPC": (
                    "{vpcs && {VPCId: vpcs[0].vpcId, VPCRegion: vpcs[0].vpcRegion || region}"
                    " || null}"
                ),
            },
            "merge(HostedZone, {NameServers: DelegationSet.NameServers})",
            translate=False,
        ),
        id="trim_start(Id, '/hostedzone/')",
        read=Call(
            "GetHostedZone",
            {"Id": "{id}"},
            "merge(HostedZone, {NameServers: DelegationSet.NameServers, VPCs: VPCs})",
            translate=False,
        ),
        update=Call("UpdateHostedZoneComment", {"Id": "{id}"}),
        delete=Call("DeleteHostedZone", {"Id": "{id}"}, translate=False),
        aspects=(
            Aspect(
                ("vpcs",),
                # The first is given at creation: a zone without one would be public.
                put=Call(
                    "AssociateVPCWithHostedZone",
                    {
                        "HostedZoneId": "{id}",
                        "VPC": {
                            "VPCId": "{item.vpcId}",
                            "VPCRegion": "{item.vpcRegion || region}",
                        },
                    },
                    each="minus(old.vpcs && vpcs || vpcs[1:], old.vpcs)",
                    translate=False,
                ),
                clear=Call(
                    "DisassociateVPCFromHostedZone",
                    {
                        "HostedZoneId": "{id}",
                        "VPC": {
                            "VPCId": "{item.vpcId}",
                            "VPCRegion": "{item.vpcRegion || region}",
                        },
                    },
                    each="minus(old.vpcs, vpcs)",
                    translate=False,
                ),
            ),
        ),
        defaults={"comment": "Managed by Pulumi", "forceDestroy": False},
        inert=frozenset({"forceDestroy"}),
        observe={
            "name": "trim_end(Name, '.')",
            "comment": "Config.Comment",
            "nameServers": "sort(NameServers || `[]`)",
            "primaryNameServer": "NameServers[0]",
            "vpcs": "VPCs[].{vpcId: VPCId, vpcRegion: VPCRegion}",
        },
        tags=_tags("hostedzone"),
        outputs={"arn": "arn:{partition}:route53:::hostedzone/{id}", "zoneId": "{id}"},
        created=True,
    ),
    ResourceType(
        token="aws:route53/record:Record",
        service="route53",
        global_region=_REGION,
        lookups={
            "zone_name": Call(
                "GetHostedZone", {"Id": "{zoneId}"}, "HostedZone.Name", translate=False
            )
        },
        create=_change("{allowOverwrite && 'UPSERT' || 'CREATE'}", _FULL_NAME),
        id="{join('_', [zoneId, trim_end(lower(name), '.'), type, setIdentifier][?@])}",
        read=Call(
            "ListResourceRecordSets",
            {
                "HostedZoneId": "{zoneId}",
                "StartRecordName": "{fqdn}",
                "StartRecordType": "{type}",
            },
            # The name is kept as the program wrote it, in full or relative to the zone.
            (
                "merge(where(where(where(ResourceRecordSets, 'Name', join('', [state.fqdn, '.'])),"
                " 'Type', state.type), 'SetIdentifier', state.setIdentifier)[0],"
                " {Name: state.name, ZoneId: state.zoneId})"
            ),
            translate=False,
        ),
        update=_change("UPSERT", "{fqdn}"),
        delete=_change("DELETE", "{fqdn}"),
        replace=frozenset({"zoneId", "name", "type", "setIdentifier"}),
        names={
            "healthCheckId": "HealthCheckId",
            "multivalueAnswerRoutingPolicy": "MultiValueAnswer",
        },
        observe={
            "records": (
                "(Type == 'TXT' || Type == 'SPF')"
                " && ResourceRecords[].trim_start(trim_end(Value, '\"'), '\"')"
                " || ResourceRecords[].Value"
            ),
            "aliases": (
                "AliasTarget && [{name: trim_end(AliasTarget.DNSName, '.'),"
                " zoneId: AliasTarget.HostedZoneId,"
                " evaluateTargetHealth: AliasTarget.EvaluateTargetHealth}] || null"
            ),
            "failoverRoutingPolicies": "Failover && [{type: Failover}] || null",
            "weightedRoutingPolicies": "Weight != `null` && [{weight: Weight}] || null",
            "latencyRoutingPolicies": "Region && [{region: Region}] || null",
            "geolocationRoutingPolicies": (
                "GeoLocation && [present({continent: GeoLocation.ContinentCode,"
                " country: GeoLocation.CountryCode, subdivision: GeoLocation.SubdivisionCode})]"
                " || null"
            ),
        },
        import_state={
            "zoneId": "{split(id, '_')[0]}",
            "name": "{split(id, '_')[1]}",
            "fqdn": "{split(id, '_')[1]}",
            "type": "{split(id, '_')[2]}",
            "setIdentifier": "{split(id, '_')[3]}",
        },
        outputs={"fqdn": _FULL_NAME},
        inert=frozenset({"allowOverwrite"}),
        created=True,
    ),
    ResourceType(
        token="aws:route53/healthCheck:HealthCheck",
        service="route53",
        global_region=_REGION,
        create=Call(
            "CreateHealthCheck",
            {
                "CallerReference": (
                    "{fingerprint([referenceName, type, fqdn, ipAddress, port, resourcePath,"
                    " searchString, requestInterval, regions, childHealthchecks,"
                    " cloudwatchAlarmName, routingControlArn, tags])}"
                ),
                "HealthCheckConfig": _FOLLOWED,
            },
            "merge(HealthCheck.HealthCheckConfig, {Id: HealthCheck.Id})",
            within="HealthCheckConfig",
        ),
        id="Id",
        read=Call("GetHealthCheck", {"HealthCheckId": "{id}"}, "HealthCheck.HealthCheckConfig"),
        update=Call("UpdateHealthCheck", {"HealthCheckId": "{id}", **_FOLLOWED}),
        update_all=True,
        delete=Call("DeleteHealthCheck", {"HealthCheckId": "{id}"}),
        names={
            "fqdn": "FullyQualifiedDomainName",
            "invertHealthcheck": "Inverted",
            "childHealthThreshold": "HealthThreshold",
        },
        observe={
            "cloudwatchAlarmName": "AlarmIdentifier.Name",
            "cloudwatchAlarmRegion": "AlarmIdentifier.Region",
        },
        inert=frozenset({"triggers"}),
        tags=_tags("healthcheck"),
        outputs={"arn": "arn:{partition}:route53:::healthcheck/{id}"},
        created=True,
        note="Nothing is probed: a check is healthy or not as the local AWS has it.",
    ),
)
