"""Everything that touches the policy SDK: policies, conversion, and what the engine calls."""
