"""The skybox and imagine dialect."""
