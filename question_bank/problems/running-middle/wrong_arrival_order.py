class RunningMiddle:
    def __init__(self):
        self.readings = []

    def add(self, reading):
        self.readings.append(reading)

    def middle(self):
        count = len(self.readings)
        if count == 0:
            return None
        return self.readings[(count - 1) // 2]
