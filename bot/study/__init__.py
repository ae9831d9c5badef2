"""Spaced repetition: what a member remembers, when it is due again, and how far the group has come."""
