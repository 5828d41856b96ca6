class Cloakroom:
    def __init__(self, hooks):
        self.taken = [False] * hooks

    def hang(self):
        for place in range(len(self.taken)):
            if not self.taken[place]:
                self.taken[place] = True
                return place + 1
        return None

    def fetch(self, hook):
        hung = self.taken[hook - 1]
        self.taken[hook - 1] = False
        return hung
