"""The rules of a quiz, without clock, chance or input and output of their own."""
