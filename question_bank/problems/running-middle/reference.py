import heapq


class RunningMiddle:
    def __init__(self):
        self.lower = []
        self.upper = []

    def add(self, reading):
        heapq.heappush(self.lower, -reading)
        largest = -heapq.heappop(self.lower)
        heapq.heappush(self.upper, largest)
        if len(self.upper) > len(self.lower):
            smallest = heapq.heappop(self.upper)
            heapq.heappush(self.lower, -smallest)

    def middle(self):
        if not self.lower:
            return None
        return -self.lower[0]
