"""Teaches a multilingual encoder our trade: `make encoder`, in an environment of its own."""
