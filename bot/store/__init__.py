"""What Clio remembers, in one SQL database."""
