"""From files to the project, or to every fault with its place."""
