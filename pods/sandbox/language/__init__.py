"""A Python language host, used only where the official one is absent.

`python -m pods.sandbox.language ENGINE_ADDRESS` serves Pulumi's language protocol. The engine
starts it through the shim that `language_host_script` writes. Nothing heavy is imported here.
"""

from pods.sandbox.language.shim import HOST_NAME, is_our_host, language_host_script

__all__ = ["HOST_NAME", "is_our_host", "language_host_script"]
