"""Security: what no workload may ever do, and who may look into a compromised one."""
