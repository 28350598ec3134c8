"""Regions and Availability Zones: which AWS has, and what their names say."""
