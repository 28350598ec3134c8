"""Elastic Load Balancing: Application and Network Load Balancers."""

from collections.abc import Mapping

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_NAME = AutoName(longest=32)
_TAGS = Tags(
    create={"Tags": "{tag_pairs}"},
    add=Call("AddTags", {"ResourceArns": ["{id}"], "Tags": "{tag_pairs}"}, translate=False),
    remove=Call("RemoveTags", {"ResourceArns": ["{id}"], "TagKeys": "{tag_keys}"}, translate=False),
    get=Call("DescribeTags", {"ResourceArns": ["{id}"]}, "TagDescriptions[0]", translate=False),
)
# Property, or the path inside one → the attribute that holds it.
_BALANCER_ATTRIBUTES = {
    "accessLogs.enabled": "access_logs.s3.enabled",
    "accessLogs.bucket": "access_logs.s3.bucket",
    "accessLogs.prefix": "access_logs.s3.prefix",
    "clientKeepAlive": "client_keep_alive.seconds",
    "connectionLogs.enabled": "connection_logs.s3.enabled",
    "connectionLogs.bucket": "connection_logs.s3.bucket",
    "connectionLogs.prefix": "connection_logs.s3.prefix",
    "desyncMitigationMode": "routing.http.desync_mitigation_mode",
    "dnsRecordClientRoutingPolicy": "dns_record.client_routing_policy",
    "dropInvalidHeaderFields": "routing.http.drop_invalid_header_fields.enabled",
    "enableCrossZoneLoadBalancing": "load_balancing.cross_zone.enabled",
    "enableDeletionProtection": "deletion_protection.enabled",
    "enableHttp2": "routing.http2.enabled",
    "enableTlsVersionAndCipherSuiteHeaders": (
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled"
    ),
    "enableWafFailOpen": "waf.fail_open.enabled",
    "enableXffClientPort": "routing.http.xff_client_port.enabled",
    "enableZonalShift": "zonal_shift.config.enabled",
    "idleTimeout": "idle_timeout.timeout_seconds",
    "preserveHostHeader": "routing.http.preserve_host_header.enabled",
    "xffHeaderProcessingMode": "routing.http.xff_header_processing.mode",
}
_GROUP_ATTRIBUTES = {
    "connectionTermination": "deregistration_delay.connection_termination.enabled",
    "deregistrationDelay": "deregistration_delay.timeout_seconds",
    "lambdaMultiValueHeadersEnabled": "lambda.multi_value_headers.enabled",
    "loadBalancingAlgorithmType": "load_balancing.algorithm.type",
    "loadBalancingAnomalyMitigation": "load_balancing.algorithm.anomaly_mitigation",
    "loadBalancingCrossZoneEnabled": "load_balancing.cross_zone.enabled",
    "preserveClientIp": "preserve_client_ip.enabled",
    "proxyProtocolV2": "proxy_protocol_v2.enabled",
    "slowStart": "slow_start.duration_seconds",
    "stickiness.enabled": "stickiness.enabled",
    "stickiness.type": "stickiness.type",
    "stickiness.cookieDuration": "stickiness.lb_cookie.duration_seconds",
    "stickiness.cookieName": "stickiness.app_cookie.cookie_name",
    "targetFailovers[0].onDeregistration": "target_failover.on_deregistration",
    "targetFailovers[0].onUnhealthy": "target_failover.on_unhealthy",
    "targetGroupHealth.dnsFailover.minimumHealthyTargetsCount": (
        "target_group_health.dns_failover.minimum_healthy_targets.count"
    ),
    "targetGroupHealth.dnsFailover.minimumHealthyTargetsPercentage": (
        "target_group_health.dns_failover.minimum_healthy_targets.percentage"
    ),
    "targetGroupHealth.unhealthyStateRouting.minimumHealthyTargetsCount": (
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count"
    ),
    "targetGroupHealth.unhealthyStateRouting.minimumHealthyTargetsPercentage": (
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage"
    ),
}
_HEALTH_CHECK = {
    "HealthCheckEnabled": "{healthCheck.enabled}",
    "HealthCheckIntervalSeconds": "{healthCheck.interval}",
    "HealthCheckPath": "{healthCheck.path}",
    "HealthCheckPort": "{text(healthCheck.port)}",
    "HealthCheckProtocol": "{healthCheck.protocol}",
    "HealthCheckTimeoutSeconds": "{healthCheck.timeout}",
    "HealthyThresholdCount": "{healthCheck.healthyThreshold}",
    "UnhealthyThresholdCount": "{healthCheck.unhealthyThreshold}",
    "Matcher": {
        "HttpCode": "{protocolVersion != 'GRPC' && healthCheck.matcher || null}",
        "GrpcCode": "{protocolVersion == 'GRPC' && healthCheck.matcher || null}",
    },
}


def _action_names(actions: str) -> dict[str, str]:
    """Return the members of listener actions, which the properties shorten."""
    shortened = (
        "authenticateCognito",
        "authenticateOidc",
        "fixedResponse",
        "forward",
        "jwtValidation",
        "redirect",
    )
    return {
        **{f"{actions}.{name}": f"{name[0].upper()}{name[1:]}Config" for name in shortened},
        f"{actions}.forward.targetGroups.arn": "TargetGroupArn",
        f"{actions}.forward.stickiness": "TargetGroupStickinessConfig",
        f"{actions}.forward.stickiness.duration": "DurationSeconds",
    }


def _attributes(keys: Mapping[str, str]) -> str:
    """Return the template of the attributes whose properties are given."""
    pairs = ", ".join(f"{{Key: '{key}', Value: text({path})}}" for path, key in keys.items())
    return f"{{[{pairs}][?Value != `null`]}}"


def _attribute_aspect(operation: str, arn: str, keys: Mapping[str, str]) -> Aspect:
    """Return the aspect of all attributes of a load balancer, target group or listener."""
    flat = {path: f'"{key}"' for path, key in keys.items() if "." not in path}
    nested: dict[str, list[str]] = {}
    for path, key in keys.items():
        name, _, inner = path.partition(".")
        if inner:
            nested.setdefault(name.removesuffix("[0]"), []).append(f'{inner}: "{key}"')
    return Aspect(
        (*flat, *nested),
        put=Call(
            f"Modify{operation}", {arn: "{id}", "Attributes": _attributes(keys)}, translate=False
        ),
        get=Call(f"Describe{operation}", {arn: "{id}"}, "tags(Attributes)", translate=False),
        observe={
            **flat,
            **{name: f"present({{{_object(parts)}}})" for name, parts in nested.items()},
        },
    )


def _object(parts: list[str]) -> str:
    """Return the members of an object expression from dotted paths, one level deep or two."""
    shallow = [part for part in parts if "." not in part.partition(":")[0]]
    deep: dict[str, list[str]] = {}
    for part in parts:
        path, _, value = part.partition(":")
        outer, _, inner = path.partition(".")
        if inner:
            deep.setdefault(outer, []).append(f"{inner}:{value}")
    return ", ".join([*shallow, *(f"{name}: {{{', '.join(p)}}}" for name, p in deep.items())])


def _set(name: str, operation: str, member: str) -> Aspect:
    """Return a property of a load balancer that a call of its own changes."""
    return Aspect(
        (name,),
        put=Call(operation, {"LoadBalancerArn": "{id}", member: f"{{{name}}}"}, translate=False),
        at_creation=False,
    )


_LISTENER = {"Certificates": [{"CertificateArn": "{certificateArn}"}]}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:lb/loadBalancer:LoadBalancer",
        service="elbv2",
        create=Call(
            "CreateLoadBalancer",
            {"Name": "{name}", "Scheme": "{internal && 'internal' || 'internet-facing'}"},
            "LoadBalancers[0]",
        ),
        id="LoadBalancerArn",
        read=Call("DescribeLoadBalancers", {"LoadBalancerArns": ["{id}"]}, "LoadBalancers[0]"),
        delete=Call("DeleteLoadBalancer", {"LoadBalancerArn": "{id}"}),
        auto_name=_NAME,
        names={
            "arn": "LoadBalancerArn",
            "name": "LoadBalancerName",
            "loadBalancerType": "Type",
            "zoneId": "CanonicalHostedZoneId",
        },
        defaults={
            "clientKeepAlive": 3600,
            "desyncMitigationMode": "defensive",
            "dropInvalidHeaderFields": False,
            "enableDeletionProtection": False,
            "enableHttp2": True,
            "idleTimeout": 60,
            "loadBalancerType": "application",
            "preserveHostHeader": False,
            "xffHeaderProcessingMode": "append",
        },
        aspects=(
            _attribute_aspect("LoadBalancerAttributes", "LoadBalancerArn", _BALANCER_ATTRIBUTES),
            _set("subnets", "SetSubnets", "Subnets"),
            _set("securityGroups", "SetSecurityGroups", "SecurityGroups"),
            _set("ipAddressType", "SetIpAddressType", "IpAddressType"),
        ),
        observe={
            "internal": "Scheme == 'internal'",
            "subnets": "AvailabilityZones[].SubnetId",
            "subnetMappings": "AvailabilityZones[].{subnetId: SubnetId}",
        },
        tags=_TAGS,
        outputs={"arnSuffix": "{split(id, ':loadbalancer/')[1]}"},
        created=True,
    ),
    ResourceType(
        token="aws:lb/targetGroup:TargetGroup",
        service="elbv2",
        create=Call("CreateTargetGroup", {"Name": "{name}", **_HEALTH_CHECK}, "TargetGroups[0]"),
        id="TargetGroupArn",
        read=Call("DescribeTargetGroups", {"TargetGroupArns": ["{id}"]}, "TargetGroups[0]"),
        update=Call(
            "ModifyTargetGroup", {"TargetGroupArn": "{id}", **_HEALTH_CHECK}, translate=False
        ),
        delete=Call("DeleteTargetGroup", {"TargetGroupArn": "{id}"}),
        auto_name=_NAME,
        names={"arn": "TargetGroupArn", "name": "TargetGroupName"},
        defaults={"deregistrationDelay": 300, "slowStart": 0, "targetType": "instance"},
        aspects=(_attribute_aspect("TargetGroupAttributes", "TargetGroupArn", _GROUP_ATTRIBUTES),),
        observe={
            "healthCheck": (
                "present({enabled: HealthCheckEnabled, interval: HealthCheckIntervalSeconds,"
                " path: HealthCheckPath, port: HealthCheckPort, protocol: HealthCheckProtocol,"
                " timeout: HealthCheckTimeoutSeconds, healthyThreshold: HealthyThresholdCount,"
                " unhealthyThreshold: UnhealthyThresholdCount,"
                " matcher: Matcher.HttpCode || Matcher.GrpcCode})"
            )
        },
        replace=frozenset({"protocolVersion"}),
        tags=_TAGS,
        outputs={"arnSuffix": "{split(id, ':')[-1]}"},
        created=True,
    ),
    ResourceType(
        token="aws:lb/listener:Listener",
        service="elbv2",
        create=Call("CreateListener", _LISTENER, "Listeners[0]"),
        id="ListenerArn",
        read=Call("DescribeListeners", {"ListenerArns": ["{id}"]}, "Listeners[0]"),
        update=Call("ModifyListener", {"ListenerArn": "{id}", **_LISTENER}),
        delete=Call("DeleteListener", {"ListenerArn": "{id}"}),
        names={"arn": "ListenerArn", **_action_names("defaultActions")},
        aspects=(
            _attribute_aspect(
                "ListenerAttributes",
                "ListenerArn",
                {"tcpIdleTimeoutSeconds": "tcp.idle_timeout.seconds"},
            ),
        ),
        observe={
            "certificateArn": "Certificates[0].CertificateArn",
            "alpnPolicy": "AlpnPolicy[0]",
        },
        tags=_TAGS,
        created=True,
    ),
)
