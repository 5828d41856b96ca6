"""T8: the class of the running time, from executed lines counted at growing sizes."""

from __future__ import annotations

from tools.code.families.study import Study
from tools.code.probe import Probe


def time_complexity(study: Study) -> list[Probe]:
    return []
