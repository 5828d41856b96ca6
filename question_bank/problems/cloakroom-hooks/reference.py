import heapq


class Cloakroom:
    def __init__(self, hooks):
        self.hooks = hooks
        self.used = 0
        self.returned = []
        self.taken = set()

    def hang(self):
        if self.returned:
            hook = heapq.heappop(self.returned)
        elif self.used < self.hooks:
            self.used += 1
            hook = self.used
        else:
            return None
        self.taken.add(hook)
        return hook

    def fetch(self, hook):
        if hook not in self.taken:
            return False
        self.taken.discard(hook)
        heapq.heappush(self.returned, hook)
        return True
