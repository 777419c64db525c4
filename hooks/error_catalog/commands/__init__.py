"""The contributor's tool `portal`: check, new, diff and the rest, and how faults are shown."""
