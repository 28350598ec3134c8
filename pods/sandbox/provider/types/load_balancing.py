"""Elastic Load Balancing: load balancers and target groups."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType
from pods.sandbox.provider.types.elb import ELB_TAGS, attribute_aspect

__all__ = ["TYPES"]

_NAME = AutoName(longest=32)
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


def _set(name: str, operation: str, member: str) -> Aspect:
    """Return a property of a load balancer that a call of its own changes."""
    return Aspect(
        (name,),
        put=Call(operation, {"LoadBalancerArn": "{id}", member: f"{{{name}}}"}, translate=False),
        at_creation=False,
    )


_TARGET = {"Id": "{targetId}", "Port": "{port}", "AvailabilityZone": "{availabilityZone}"}

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
            attribute_aspect("LoadBalancerAttributes", "LoadBalancerArn", _BALANCER_ATTRIBUTES),
            _set("subnets", "SetSubnets", "Subnets"),
            _set("securityGroups", "SetSecurityGroups", "SecurityGroups"),
            _set("ipAddressType", "SetIpAddressType", "IpAddressType"),
        ),
        observe={
            "internal": "Scheme == 'internal'",
            "subnets": "AvailabilityZones[].SubnetId",
            "subnetMappings": "AvailabilityZones[].{subnetId: SubnetId}",
        },
        tags=ELB_TAGS,
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
        aspects=(attribute_aspect("TargetGroupAttributes", "TargetGroupArn", _GROUP_ATTRIBUTES),),
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
        tags=ELB_TAGS,
        outputs={"arnSuffix": "{split(id, ':')[-1]}"},
        created=True,
    ),
    ResourceType(
        token="aws:lb/targetGroupAttachment:TargetGroupAttachment",
        service="elbv2",
        create=Call(
            "RegisterTargets",
            {"TargetGroupArn": "{targetGroupArn}", "Targets": [_TARGET]},
            translate=False,
        ),
        id="{join('-', [targetGroupArn, targetId, text(port)][?@])}",
        read=Call(
            "DescribeTargetHealth",
            {"TargetGroupArn": "{targetGroupArn}", "Targets": [_TARGET]},
            (
                "merge(TargetHealthDescriptions[?TargetHealth.Reason != 'Target.NotRegistered']"
                ".Target | [0], {TargetGroupArn: state.targetGroupArn})"
            ),
            translate=False,
        ),
        delete=Call(
            "DeregisterTargets",
            {"TargetGroupArn": "{targetGroupArn}", "Targets": [_TARGET]},
            translate=False,
        ),
        names={"targetId": "Id"},
        replace=frozenset({"targetGroupArn", "targetId", "port", "availabilityZone"}),
        created=True,
    ),
)
