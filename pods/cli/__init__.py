"""The `pods` command: a file for each group of commands, and no logic of its own."""
