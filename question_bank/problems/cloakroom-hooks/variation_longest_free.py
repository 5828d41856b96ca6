from collections import deque


class Cloakroom:
    def __init__(self, hooks):
        self.free = deque(range(1, hooks + 1))
        self.taken = set()

    def hang(self):
        if not self.free:
            return None
        hook = self.free.popleft()
        self.taken.add(hook)
        return hook

    def fetch(self, hook):
        if hook not in self.taken:
            return False
        self.taken.discard(hook)
        self.free.append(hook)
        return True
