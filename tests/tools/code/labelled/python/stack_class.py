class MinStack:
    # Keeps the smallest beside each value.
    def __init__(self):
        self.items = []

    def push(self, value):
        smallest = min(value, self.items[-1][1]) if self.items else value
        self.items.append((value, smallest))

    def pop(self):
        value, smallest = self.items.pop()
        return value

    def drain(self):
        while self.items:
            yield self.pop()
