"""Formats of other programs: what Clio takes in, and what it gives away."""
