"""Prompts to objects: what a prompt asks for as a voxel model."""
