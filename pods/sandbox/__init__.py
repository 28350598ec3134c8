"""The sandbox: a real Pulumi engine against a simulated AWS on this machine."""
