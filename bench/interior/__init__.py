"""Synthetic photographs of rooms with exact masks, and figures of engines that change what is seen through windows."""
