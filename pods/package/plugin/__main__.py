"""Serves the package to the engine. Nothing may print before this: the engine reads a port."""  # noqa: INP001 - the engine runs the folder

import sys

from pulumi.provider import main

from pods.package.provider import PackageProvider

main(PackageProvider(), sys.argv[1:])
