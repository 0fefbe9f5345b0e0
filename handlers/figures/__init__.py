"""How the desk has done: each figure defined once."""
