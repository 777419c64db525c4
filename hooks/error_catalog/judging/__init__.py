"""What the API really sends and clients really do, held against the catalogue."""
