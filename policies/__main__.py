"""Starts the policy pack for the engine. Nothing may print before this: the engine reads a port."""

from pods_policies.sdk.service import serve

serve()
