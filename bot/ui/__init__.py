"""Discord: the client, its commands, and how everything is drawn."""
