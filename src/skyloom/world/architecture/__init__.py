"""Parts of buildings: walls with openings, roofs, houses, columns, towers and ways."""
