from collections import deque


class MuseumDoor:
    def __init__(self, limit, period):
        self.limit = limit
        self.period = period
        self.came = deque()

    def enter(self, minute):
        while self.came and self.came[0] <= minute - self.period:
            self.came.popleft()
        self.came.append(minute)
        return len(self.came) <= self.limit
