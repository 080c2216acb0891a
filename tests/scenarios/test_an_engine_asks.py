"""A real engine process asks, in the middle of its work, what candidate a picture is."""

import asyncio

import pytest
from tests.fakes import TRIAL

from skyloom.core.candidates import Recollection
from skyloom.worker.child import Plan, Rendered, Task
from skyloom.worker.engine_process import EngineProcess

KNOWN = Recollection(facts={"version": 1}, model=None)


def task(number, end):
    return Task(generation_id=number, attempt=1, engine="trial", params={"end": end}, seed=number, inputs={})


def run(tmp_path, story):
    """Have an engine process live for as long as a story is told."""

    async def told():
        plan = Plan(engine_paths=(TRIAL,), files_url=str(tmp_path), queues=frozenset({"cpu.trial"}), parent=0)
        engine = EngineProcess(plan)
        engine.start()
        try:
            return await story(engine)
        finally:
            engine.kill()

    return asyncio.run(told())


def test_it_gets_the_answer_or_none_and_goes_on(tmp_path):
    async def story(engine):
        asked = []

        async def recall(sha256):
            asked.append(sha256)
            return KNOWN if len(asked) == 1 else None

        return [await engine.render(task(number, end), recall) for number, end in ((1, "ask"), (2, "ask"), (3, "file"))]

    known, unknown, other = run(tmp_path, story)

    assert known.facts == {"known": {"version": 1}}
    assert unknown.facts == {"seed": 2}
    assert other.facts == {"seed": 3}


def test_a_question_that_cannot_be_answered_leaves_a_fresh_engine(tmp_path):
    async def story(engine):
        async def broken(_sha256):
            raise RuntimeError("nobody knows")

        with pytest.raises(RuntimeError, match="nobody knows"):
            await engine.render(task(1, "ask"), broken)
        return await engine.render(task(2, "file"), broken)

    answer = run(tmp_path, story)

    assert isinstance(answer, Rendered)
    assert answer.facts == {"seed": 2}
