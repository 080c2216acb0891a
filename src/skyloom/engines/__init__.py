"""Parameters and a seed to files."""
