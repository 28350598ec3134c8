"""Recovery elsewhere: another Region, a rebuild from nothing, and what answers meanwhile."""
