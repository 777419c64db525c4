"""The catalogue of API errors: from one file an error to everything that people and machines read about it."""
