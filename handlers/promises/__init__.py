"""How soon somebody is answered, and what happens when nobody answers."""
