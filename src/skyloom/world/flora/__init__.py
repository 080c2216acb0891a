"""Everything that grows, as meshes in up to five degrees of fineness, metres, standing on z = 0."""
