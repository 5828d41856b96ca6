from collections import deque


class MuseumDoor:
    def __init__(self, limit, period):
        self.limit = limit
        self.period = period
        self.entered = deque()

    def enter(self, minute):
        while self.entered and self.entered[0] <= minute - self.period:
            self.entered.popleft()
        self.entered.append(minute)
        return len(self.entered) <= self.limit
