"""What several products stand on together, and what each of them is given of it."""

from pods.components.shared_platform.args import PlatformArgs, platform_of, private_subnet_of
from pods.components.shared_platform.shared_platform import Platform, PlatformSettings

__all__ = ["Platform", "PlatformArgs", "PlatformSettings", "platform_of", "private_subnet_of"]
