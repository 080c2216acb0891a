"""A server for other people's clients, as tests/live has it."""

from tests.live.conftest import begin, ctx, finish, port, sending, start  # noqa: F401 - fixtures
