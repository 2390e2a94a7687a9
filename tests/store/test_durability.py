"""Nothing acknowledged is lost when the process is killed."""

from __future__ import annotations

import random

from tests.factories.killed_writer import kill_while_writing


def test_acknowledged_writes_survive_a_kill_at_a_random_moment(tmp_path):
    chance = random.Random(5)
    rounds = [kill_while_writing(tmp_path / f"{n}.sqlite3", 150, chance) for n in range(3)]
    assert sum(each.acknowledged for each in rounds) > 3
    assert [each.lost for each in rounds] == [0, 0, 0]
    assert all(each.sound for each in rounds)
