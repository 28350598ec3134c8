"""A Python that has imported everything already: processes are forked from it, not started.

Half of an engine run on a small stack is three interpreters importing the SDKs. A `WarmPython`
imports them once and forks itself for each process that is asked for, by an executable that takes
the place of `python -P [-u] -m MODULE ARGUMENT…`; every other use of it starts a real one.
What runs is the same code in a process of its own, with its own environment, files and signals.
"""

from tests.warm_python.interpreter import WarmPython

__all__ = ["WarmPython"]
