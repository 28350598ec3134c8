"""How resources are backed up: plans, selections, schedules, vaults, and what they add up to."""
