"""Measurements: ratios and medians of whole runs, never part of the tests."""
