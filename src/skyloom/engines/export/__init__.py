"""Skyboxes in other files: from the masters that they left, or rendered again."""
