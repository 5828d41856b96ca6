import heapq


class Cloakroom:
    def __init__(self, hooks):
        self.hooks = hooks
        self.used = 0
        self.returned = []

    def hang(self):
        if self.returned:
            return heapq.heappop(self.returned)
        if self.used < self.hooks:
            self.used += 1
            return self.used
        return None

    def fetch(self, hook):
        if hook > self.used:
            return False
        heapq.heappush(self.returned, hook)
        return True
