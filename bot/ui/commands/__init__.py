"""The slash commands, a noun a module; each callback parses, calls a service and shows the result."""
