"""Args of components: their shape, what planners make of them, and how they are refused."""
