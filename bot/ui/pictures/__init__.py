"""Pictures: pure functions from what is known to PNG bytes, and the gallery that keeps what was drawn."""
