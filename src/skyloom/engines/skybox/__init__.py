"""Prompt to a 360° panorama."""
