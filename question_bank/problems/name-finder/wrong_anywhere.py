class NameFinder:
    def __init__(self):
        self.names = set()

    def add(self, name):
        self.names.add(name)

    def suggest(self, typed):
        found = []
        for name in sorted(self.names):
            if typed in name:
                found.append(name)
            if len(found) == 3:
                break
        return found
