"""Objects as voxel models: one file a family, a table of who builds what."""
