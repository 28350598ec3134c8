"""A simulated AWS in a process of its own, on this machine's loopback address only.

Most services are moto's; what moto lacks is recorded and read back (`recorder`). One HTTP server
answers both, so any AWS SDK that is given its address (`AWS_ENDPOINT_URL`) finds everything there.
"""
