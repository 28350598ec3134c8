"""The policy pack: rules that judge whether a stack can keep its continuity plan."""
