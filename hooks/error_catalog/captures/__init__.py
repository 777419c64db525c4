"""Captured traffic -> exchanges, a module a format; each reads a stream in constant memory."""
