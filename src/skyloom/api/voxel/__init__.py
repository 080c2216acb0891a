"""The voxel dialect: candidate pictures of words, voxel models of pictures."""
