"""What hand-written text may hold and name: markup, links, markers, and names that exist."""
