class RecentFiles:
    def __init__(self, capacity):
        self.capacity = capacity
        self.files = {}

    def save(self, name, content):
        dropped = None
        if name in self.files:
            del self.files[name]
        elif len(self.files) == self.capacity:
            dropped = next(iter(self.files))
            del self.files[dropped]
        self.files[name] = content
        return dropped

    def open(self, name):
        if name not in self.files:
            return None
        content = self.files.pop(name)
        self.files[name] = content
        return content
