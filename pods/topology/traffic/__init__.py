"""Traffic: how it reaches a pair, how soon it leaves a lost POD, and the names it comes by."""
