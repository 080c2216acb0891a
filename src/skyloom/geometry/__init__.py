"""Pure functions on points and grids."""
