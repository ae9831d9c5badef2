"""The history of the schema: one step a file, applied in order when the store is opened."""
