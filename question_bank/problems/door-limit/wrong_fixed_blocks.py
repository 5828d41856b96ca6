class MuseumDoor:
    def __init__(self, limit, period):
        self.limit = limit
        self.period = period
        self.block = -1
        self.count = 0

    def enter(self, minute):
        block = minute // self.period
        if block != self.block:
            self.block = block
            self.count = 0
        if self.count == self.limit:
            return False
        self.count += 1
        return True
