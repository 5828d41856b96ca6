import heapq


class RunningMiddle:
    def __init__(self):
        self.lower = []
        self.upper = []

    def add(self, reading):
        heapq.heappush(self.upper, reading)
        smallest = heapq.heappop(self.upper)
        heapq.heappush(self.lower, -smallest)
        if len(self.lower) > len(self.upper):
            largest = -heapq.heappop(self.lower)
            heapq.heappush(self.upper, largest)

    def middle(self):
        if not self.upper:
            return None
        return self.upper[0]
