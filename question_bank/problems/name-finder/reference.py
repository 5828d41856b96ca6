class NameFinder:
    def __init__(self):
        self.root = {}

    def add(self, name):
        node = self.root
        for letter in name:
            if letter not in node:
                node[letter] = {}
            node = node[letter]
        node["end"] = True

    def suggest(self, typed):
        node = self.root
        for letter in typed:
            if letter not in node:
                return []
            node = node[letter]
        found = []

        def collect(node, name):
            if "end" in node:
                found.append(name)
            for letter in sorted(node):
                if letter != "end" and len(found) < 3:
                    collect(node[letter], name + letter)

        collect(node, typed)
        return found
