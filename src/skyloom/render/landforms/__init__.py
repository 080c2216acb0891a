"""The kinds of land and of shores as height fields."""
