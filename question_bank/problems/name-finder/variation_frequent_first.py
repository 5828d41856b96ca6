class NameFinder:
    def __init__(self):
        self.added = {}

    def add(self, name):
        self.added[name] = self.added.get(name, 0) + 1

    def suggest(self, typed):
        fitting = []
        for name, count in self.added.items():
            if name.startswith(typed):
                fitting.append((-count, name))
        fitting.sort()
        return [name for _, name in fitting[:3]]
