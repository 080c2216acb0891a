"""A picture of one thing to a voxel model."""
