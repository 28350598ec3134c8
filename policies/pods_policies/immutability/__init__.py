"""Rules about backups that nobody can alter or delete early."""
