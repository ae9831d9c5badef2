"""What a person can ask of Clio: load, ask the rules, save."""
