class NameFinder:
    def __init__(self):
        self.root = {}

    def add(self, name):
        node = self.root
        for letter in name:
            if letter not in node:
                node[letter] = {}
            node = node[letter]

    def suggest(self, typed):
        node = self.root
        for letter in typed:
            if letter not in node:
                return []
            node = node[letter]
        found = []

        def collect(node, name):
            if not node and name:
                found.append(name)
            for letter in sorted(node):
                if len(found) < 3:
                    collect(node[letter], name + letter)

        collect(node, typed)
        return found
