"""Where resources stand: Regions, Availability Zones, networks and their ways out."""
