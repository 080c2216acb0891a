"""HTTP to other servers, guarded."""
