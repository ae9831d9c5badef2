"""Discord's REST API v10: one module a noun, `routes` finds the way to them."""
