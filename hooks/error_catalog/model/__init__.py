"""What an error is, what it has to keep to, and all errors together."""
