class MuseumDoor:
    def __init__(self, limit, period):
        self.limit = limit
        self.period = period
        self.entered = []

    def enter(self, minute):
        full = len(self.entered) >= self.limit
        if full and self.entered[-self.limit] > minute - self.period:
            return False
        self.entered.append(minute)
        return True
