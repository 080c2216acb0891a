"""Pictures of every kit and every style, for people and for the package."""
