from bisect import bisect_left, insort


class NameFinder:
    def __init__(self):
        self.names = []

    def add(self, name):
        place = bisect_left(self.names, name)
        if place == len(self.names) or self.names[place] != name:
            insort(self.names, name)

    def suggest(self, typed):
        place = bisect_left(self.names, typed)
        near = self.names[place : place + 3]
        return [name for name in near if name.startswith(typed)]
