"""What is recorded, one service a file: kinds are data, and only the irregular is a function."""
