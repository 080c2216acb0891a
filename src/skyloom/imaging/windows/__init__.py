"""Windows in the photo of a room: where their glass is, how far the sky reaches in it, and what stands before it."""
