class RecentFiles:
    def __init__(self, capacity):
        self.capacity = capacity
        self.files = {}

    def save(self, name, content):
        if name in self.files:
            del self.files[name]
        elif len(self.files) == self.capacity:
            oldest = next(iter(self.files))
            del self.files[oldest]
        self.files[name] = content

    def open(self, name):
        if name not in self.files:
            return None
        content = self.files.pop(name)
        self.files[name] = content
        return content
