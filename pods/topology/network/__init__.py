"""Networks: how addresses are shared out over zones, and which services need no internet."""
