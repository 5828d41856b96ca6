import heapq


class RunningMiddle:
    def __init__(self):
        self.lower = []
        self.upper = []

    def add(self, reading):
        if not self.lower or reading <= -self.lower[0]:
            heapq.heappush(self.lower, -reading)
        else:
            heapq.heappush(self.upper, reading)

    def middle(self):
        if not self.lower:
            return None
        return -self.lower[0]
