"""Object stores: earlier versions, locks on them, and the way back to a moment."""
