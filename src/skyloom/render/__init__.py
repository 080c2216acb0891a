"""World to light."""
