"""Starts the policy pack for the engine. Nothing may print before this: the engine reads a port."""

from pulumi_policy import EnforcementLevel, PolicyPack

from pods_policies.pack import NAME, policies

PolicyPack(name=NAME, policies=policies(), enforcement_level=EnforcementLevel.MANDATORY)
