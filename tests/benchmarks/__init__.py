"""Figures that anyone can repeat: `python -m tests.benchmarks`. Nothing here is a test, and no time is asserted."""
