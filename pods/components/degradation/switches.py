"""Switches of a running service: read-only, deferred, cached, reduced, without a release."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import allow, document, trust
from pods.components.ordering import once
from pods.topology import SwitchesPlan, plan_switches

__all__ = ["Switches", "SwitchesArgs", "SwitchesSettings"]

# What an application, or AppConfig's agent beside it, does: read, and nothing else.
_READ = ("appconfig:GetLatestConfiguration", "appconfig:StartConfigurationSession")


class SwitchesSettings(TypedDict):
    """What a product may choose of its switches."""

    modes: NotRequired[list[str]]
    """Kinds of the plan's degradation modes that the service knows. Default: all four."""
    switched_on: NotRequired[list[str]]
    """Modes that are on from the beginning; later ones are the operators'. Default: none."""
    bake_minutes: NotRequired[int]
    """Minutes after a change during which an alarm takes it back. Default: 5."""


class SwitchesArgs(SwitchesSettings):
    """Inputs of `Switches`."""

    alarm_arns: NotRequired[list[pulumi.Input[str]]]
    """Alarms that take a change back: of what a mode must not break, never of the outage that it
    answers, which is ringing already. Missing data must not be breaching, as AppConfig takes lack
    of data for an alarm. At most 5. Default: none."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Boundary of the role that looks at the alarms. Default: none."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the switches."""


@refuses_plainly
class Switches(pulumi.ComponentResource):
    """A small configuration that operators change within seconds, checked before it is served."""

    application_id: pulumi.Output[str]
    """AppConfig's application."""
    environment_id: pulumi.Output[str]
    """Its environment: what runs."""
    profile_id: pulumi.Output[str]
    """Its configuration profile: the switches."""
    strategy_id: pulumi.Output[str]
    """How a change is deployed: at once, and watched."""
    path: pulumi.Output[str]
    """Where AppConfig's agent serves the switches, on http://localhost:2772, once there are any."""
    access: pulumi.Output[str]
    """IAM policy document for the workload: read the switches."""

    def __init__(
        self, name: str, args: SwitchesArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, SwitchesArgs)
        super().__init__("pods:index:Switches", name, {}, opts)
        self._stem = name
        self._args = args
        self._tags = {**(args.get("tags") or {}), "Name": name}
        self._of_this = pulumi.ResourceOptions(parent=self)
        alarms = args.get("alarm_arns") or []
        asked = {**args, "alarms": len(alarms)}
        self.plan: SwitchesPlan = planned(name, plan_switches, asked, part="switches")
        application = aws.appconfig.Application(
            f"{name}-switches",
            description="Modes in which the service gives less, on purpose",
            tags=self._tags,
            opts=self._of_this,
        )
        environment = self._environment(application, alarms)
        profile = self._profile(application)
        strategy = self._strategy()
        first = self._first(profile, environment, strategy)
        self.application_id = application.id
        self.environment_id = environment.environment_id
        self.profile_id = profile.configuration_profile_id
        self.strategy_id = strategy.id
        path = pulumi.Output.concat(
            "/applications/",
            self.application_id,
            "/environments/",
            self.environment_id,
            "/configurations/",
            self.profile_id,
        )
        self.path = once(path, first.id)
        self.access = pulumi.Output.all(environment.arn, self.profile_id).apply(
            lambda known: document(allow(_READ, [f"{known[0]}/configuration/{known[1]}"]))
        )
        self.register_outputs(
            {
                "application_id": self.application_id,
                "environment_id": self.environment_id,
                "profile_id": self.profile_id,
                "strategy_id": self.strategy_id,
                "path": self.path,
                "access": self.access,
            }
        )

    def _environment(
        self, application: aws.appconfig.Application, alarms: list[pulumi.Input[str]]
    ) -> aws.appconfig.Environment:
        role = self._watcher().arn if alarms else None
        return aws.appconfig.Environment(
            f"{self._stem}-running",
            application_id=application.id,
            description="What runs",
            monitors=[{"alarm_arn": alarm, "alarm_role_arn": role} for alarm in alarms] or None,
            tags=self._tags,
            opts=self._of_this,
        )

    def _watcher(self) -> aws.iam.Role:
        """Make the role in which AppConfig looks at the alarms."""
        role = aws.iam.Role(
            f"{self._stem}-watcher",
            description="AppConfig looks at alarms",
            assume_role_policy=trust("appconfig.amazonaws.com"),
            permissions_boundary=self._args.get("permissions_boundary_arn"),
            tags=self._tags,
            opts=self._of_this,
        )
        aws.iam.RolePolicy(
            f"{self._stem}-watcher",
            role=role.id,
            # CloudWatch shows composite alarms only to those who may list all of them:
            # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
            policy=document(allow(["cloudwatch:DescribeAlarms"], ["*"])),
            opts=self._of_this,
        )
        return role

    def _profile(
        self, application: aws.appconfig.Application
    ) -> aws.appconfig.ConfigurationProfile:
        return aws.appconfig.ConfigurationProfile(
            f"{self._stem}-modes",
            application_id=application.id,
            description="Each mode, on or off",
            location_uri="hosted",
            type="AWS.Freeform",
            validators=[{"type": "JSON_SCHEMA", "content": self.plan.validator}],
            tags=self._tags,
            opts=self._of_this,
        )

    def _strategy(self) -> aws.appconfig.DeploymentStrategy:
        return aws.appconfig.DeploymentStrategy(
            f"{self._stem}-at-once",
            description="Everywhere at once, then watched",
            deployment_duration_in_minutes=0,
            growth_factor=100,
            growth_type="LINEAR",
            final_bake_time_in_minutes=self.plan.bake_minutes,
            replicate_to="NONE",
            tags=self._tags,
            opts=self._of_this,
        )

    def _first(
        self,
        profile: aws.appconfig.ConfigurationProfile,
        environment: aws.appconfig.Environment,
        strategy: aws.appconfig.DeploymentStrategy,
    ) -> aws.appconfig.Deployment:
        """Deploy the first configuration. No edit of the program does it again.

        Later configurations are the operators'. A deployment that followed an edit of the program,
        or of the strategy alone, would put their switches back in the middle of an incident.
        """
        version = aws.appconfig.HostedConfigurationVersion(
            f"{self._stem}-first",
            application_id=profile.application_id,
            configuration_profile_id=profile.configuration_profile_id,
            content=self.plan.content,
            content_type="application/json",
            description="As the program began",
            opts=pulumi.ResourceOptions(
                parent=self, ignore_changes=["content", "contentType", "description"]
            ),
        )
        return aws.appconfig.Deployment(
            f"{self._stem}-first",
            application_id=profile.application_id,
            environment_id=environment.environment_id,
            configuration_profile_id=profile.configuration_profile_id,
            configuration_version=version.version_number.apply(str),
            deployment_strategy_id=strategy.id,
            description="As the program began",
            tags=self._tags,
            opts=pulumi.ResourceOptions(
                parent=self,
                ignore_changes=["configurationVersion", "deploymentStrategyId", "description"],
            ),
        )
