"""Rules about the loss of one Availability Zone."""
