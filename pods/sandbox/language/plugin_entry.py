"""The process of one plugin: `plugin_entry HOST_PID module|path TARGET ARGUMENT…`."""

import runpy
import sys

from pods.sandbox.language.parent import follow_parent

__all__ = ["main"]


def main(arguments: list[str]) -> None:
    """Run the target as the main program, for as long as the language host lives."""
    host, kind, target, *rest = arguments
    follow_parent(int(host))
    sys.argv = [target, *rest]
    if kind == "module":
        runpy.run_module(target, run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(target, run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
