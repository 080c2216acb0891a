"""Things that stand, swim or fly in a scene: one module a family, one table of builders."""
