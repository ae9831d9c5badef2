"""Clio, a Discord bot for history study groups."""
