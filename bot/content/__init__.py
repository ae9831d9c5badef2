"""The material: what a chapter says, and how its files are read, checked and found again."""
