"""When schedules run: cron, rate and intervals, laid out over more than a year."""
