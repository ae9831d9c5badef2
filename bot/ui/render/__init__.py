"""Pure drawing: the same state draws the same card."""
