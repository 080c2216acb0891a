"""Push: a web socket that speaks the Pusher protocol."""
