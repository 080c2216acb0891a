"""Words to three pictures of voxel models."""
