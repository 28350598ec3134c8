"""What holds data: types, purposes, originals and copies, locks and keys."""
