"""Places that people built around the camera: one module a kind, one table of builders."""
