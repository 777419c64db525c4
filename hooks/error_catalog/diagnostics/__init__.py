"""Faults: what is wrong, where, by which rule, and what was probably meant."""
