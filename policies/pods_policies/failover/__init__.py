"""Rules about failover of traffic, and the time that recovery takes."""
