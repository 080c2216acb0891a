"""A worker process tells webhooks and a push socket, from the order to the picture."""

from contextlib import ExitStack
from dataclasses import replace

from tests.live.conftest import listening
from tests.live.receiver import Receiver
from tests.live.talk import talking
from tests.scenarios.staff import Staff

from skyloom.services.context import utc_now
from skyloom.services.submit import submit


def test_a_worker_tells_everybody_who_wants_to_know(ctx, order, tmp_path):
    ctx = replace(ctx, now=utc_now)
    with ExitStack() as stack:
        receiver = stack.enter_context(Receiver())
        staff = stack.enter_context(Staff(ctx, tmp_path))
        staff.settings = staff.settings.model_copy(update={"allow_private_urls": True})
        client = stack.enter_context(talking(stack.enter_context(listening(ctx))))
        generation = submit(ctx, replace(order, webhook_url=receiver.url))
        client.subscribe(f"status_update_{generation.obfuscated_id}")
        first = client.status()
        staff.hire()
        pushed = [client.status(60) for _ in range(2)]
        told = [receiver.next(60).json for _ in range(4)]

    assert first["status"] == "dispatched"
    assert [body["status"] for body in pushed] == ["processing", "complete"]
    assert [body["status"] for body in told] == ["pending", "dispatched", "processing", "complete"]
    assert told[3]["seed"] == pushed[1]["seed"] == order.seed
    assert told[3]["file_url"].endswith(".jpg?ver=1")
    assert pushed[1]["file_url"].endswith(told[3]["file_url"])  # who ordered without HTTP named no base
