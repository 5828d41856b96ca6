from bisect import insort


class RunningMiddle:
    def __init__(self):
        self.ordered = []

    def add(self, reading):
        insort(self.ordered, reading)

    def middle(self):
        count = len(self.ordered)
        return self.ordered[(count - 1) // 2] if count else None
