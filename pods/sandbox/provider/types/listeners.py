"""Elastic Load Balancing: listeners and their rules."""

import re

from pods.sandbox.provider.resource_type import Aspect, Call, ResourceType
from pods.sandbox.provider.types.elb import ELB_TAGS, attribute_aspect

__all__ = ["TYPES"]

_REQUEST_HEADERS = (
    "XAmznMtlsClientcert",
    "XAmznMtlsClientcertIssuer",
    "XAmznMtlsClientcertLeaf",
    "XAmznMtlsClientcertSerialNumber",
    "XAmznMtlsClientcertSubject",
    "XAmznMtlsClientcertValidity",
    "XAmznTlsCipherSuite",
    "XAmznTlsVersion",
)
_RESPONSE_HEADERS = (
    "AccessControlAllowCredentials",
    "AccessControlAllowHeaders",
    "AccessControlAllowMethods",
    "AccessControlAllowOrigin",
    "AccessControlExposeHeaders",
    "AccessControlMaxAge",
    "ContentSecurityPolicy",
    "StrictTransportSecurity",
    "XContentTypeOptions",
    "XFrameOptions",
)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=X)(?=[A-Z])", "_", name).lower()


_ATTRIBUTES = {
    "tcpIdleTimeoutSeconds": "tcp.idle_timeout.seconds",
    "routingHttpResponseServerEnabled": "routing.http.response.server.enabled",
    **{
        f"routingHttpRequest{name}HeaderName": f"routing.http.request.{_snake(name)}.header_name"
        for name in _REQUEST_HEADERS
    },
    **{
        f"routingHttpResponse{name}HeaderValue": (
            f"routing.http.response.{_snake(name)}.header_value"
        )
        for name in _RESPONSE_HEADERS
    },
}
_CERTIFICATE = {"Certificates": [{"CertificateArn": "{certificateArn}"}]}
# A condition's property, and its field and member in the API.
_CONDITIONS = {
    "hostHeader": ("host-header", "HostHeaderConfig"),
    "httpHeader": ("http-header", "HttpHeaderConfig"),
    "httpRequestMethod": ("http-request-method", "HttpRequestMethodConfig"),
    "pathPattern": ("path-pattern", "PathPatternConfig"),
    "queryStrings": ("query-string", "QueryStringConfig"),
    "sourceIp": ("source-ip", "SourceIpConfig"),
}


def _conditions() -> str:
    """Return the template of a rule's conditions as the API takes them."""
    field = " || ".join(f"{name} && '{field}'" for name, (field, _) in _CONDITIONS.items())
    headers = "{HttpHeaderName: httpHeader.httpHeaderName, Values: httpHeader.values}"
    queries = "queryStrings && {Values: queryStrings[].present({Key: key, Value: value})}"
    members = {
        "HttpHeaderConfig": f"httpHeader && {headers} || null",
        "QueryStringConfig": f"{queries} || null",
    }
    for name in ("hostHeader", "httpRequestMethod", "pathPattern", "sourceIp"):
        members[_CONDITIONS[name][1]] = f"{name} && {{Values: {name}.values}} || null"
    configs = ", ".join(f"{member}: {value}" for member, value in members.items())
    return f"{{conditions[].present({{Field: {field}, {configs}}})}}"


def _shown_conditions() -> str:
    """Return the expression for a rule's conditions as the API shows them."""
    values = "{values: %s.Values}"
    shapes = {
        "httpHeader": (
            "{httpHeaderName: HttpHeaderConfig.HttpHeaderName, values: HttpHeaderConfig.Values}"
        ),
        "queryStrings": "QueryStringConfig.Values[].{key: Key, value: Value}",
    }
    for name in ("hostHeader", "httpRequestMethod", "pathPattern", "sourceIp"):
        shapes[name] = values % _CONDITIONS[name][1]
    inner = ", ".join(f"{name}: {shape}" for name, shape in shapes.items())
    return f"Conditions[].present({{{inner}}})"


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


TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:lb/listener:Listener",
        service="elbv2",
        create=Call("CreateListener", _CERTIFICATE, "Listeners[0]"),
        id="ListenerArn",
        read=Call("DescribeListeners", {"ListenerArns": ["{id}"]}, "Listeners[0]"),
        update=Call("ModifyListener", {"ListenerArn": "{id}", **_CERTIFICATE}),
        delete=Call("DeleteListener", {"ListenerArn": "{id}"}),
        names={"arn": "ListenerArn", **_action_names("defaultActions")},
        aspects=(
            attribute_aspect(
                "ListenerAttributes",
                "ListenerArn",
                _ATTRIBUTES,
            ),
        ),
        observe={
            "certificateArn": "Certificates[0].CertificateArn",
            "alpnPolicy": "AlpnPolicy[0]",
        },
        tags=ELB_TAGS,
        created=True,
    ),
    ResourceType(
        token="aws:lb/listenerRule:ListenerRule",
        service="elbv2",
        # A rule without a priority comes after all that are there.
        lookups={
            "rules": Call(
                "DescribeRules",
                {"ListenerArn": "{listenerArn}"},
                "max(Rules[?Priority != 'default'].to_number(Priority) || [`0`])",
                when="!priority",
                translate=False,
            )
        },
        create=Call(
            "CreateRule",
            {
                "Priority": "{priority || sum([rules, `1`])}",
                "Conditions": _conditions(),
            },
            "Rules[0]",
        ),
        id="RuleArn",
        read=Call("DescribeRules", {"RuleArns": ["{id}"]}, "Rules[0]", translate=False),
        update=Call("ModifyRule", {"RuleArn": "{id}", "Conditions": _conditions()}),
        delete=Call("DeleteRule", {"RuleArn": "{id}"}, translate=False),
        names={"arn": "RuleArn", **_action_names("actions")},
        aspects=(
            Aspect(
                ("priority",),
                put=Call(
                    "SetRulePriorities",
                    {"RulePriorities": [{"RuleArn": "{id}", "Priority": "{priority}"}]},
                    translate=False,
                ),
                at_creation=False,
            ),
        ),
        observe={
            "conditions": _shown_conditions(),
            "listenerArn": (
                "join('/', split(replace(RuleArn, ':listener-rule/', ':listener/'), '/')[:-1])"
            ),
        },
        replace=frozenset({"listenerArn"}),
        tags=ELB_TAGS,
        created=True,
    ),
)
