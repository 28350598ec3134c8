"""What serves whom: services, PODs and their twins, names and entries, queues and calls."""
