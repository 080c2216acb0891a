"""Parts of interiors: shells with openings, what fills the openings, and what stands in rooms."""
