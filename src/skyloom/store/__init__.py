"""The only SQL and the only file paths."""
