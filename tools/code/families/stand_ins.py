"""Structures that stand in for others with the same methods, in code that runs in a sandbox.

They are text: added to the code of a candidate, they are counted like it, each pass of their loops
as a step.  What a stand-in has no method for ends in an error, and the swap is not asked about.
"""

STAND_INS = r'''
class Plain__:
    """A list that is searched from its start, in the place of a set."""

    def __init__(self, items=()):
        self.held = []
        for item in items:
            self.add(item)

    def __contains__(self, item):
        for other in self.held:
            if other == item:
                return True
        return False

    def add(self, item):
        if item not in self:
            self.held.append(item)

    def discard(self, item):
        if item in self:
            self.held.remove(item)

    def remove(self, item):
        if item not in self:
            raise KeyError(item)
        self.held.remove(item)

    def __len__(self):
        return len(self.held)

    def __iter__(self):
        for item in self.held:
            yield item


class Pairs__:
    """A list of pairs that is searched from its start, in the place of a dictionary."""

    def __init__(self, make=None):
        self.keys_, self.values_, self.make = [], [], make

    def place(self, key):
        for at, other in enumerate(self.keys_):
            if other == key:
                return at
        return -1

    def __contains__(self, key):
        return self.place(key) >= 0

    def __getitem__(self, key):
        at = self.place(key)
        if at < 0:
            if self.make is None:
                raise KeyError(key)
            self.keys_.append(key)
            self.values_.append(self.make())
        return self.values_[at]

    def __setitem__(self, key, value):
        at = self.place(key)
        if at < 0:
            self.keys_.append(key)
            self.values_.append(value)
        else:
            self.values_[at] = value

    def __delitem__(self, key):
        at = self.place(key)
        if at < 0:
            raise KeyError(key)
        self.keys_.pop(at)
        self.values_.pop(at)

    def get(self, key, other=None):
        at = self.place(key)
        return other if at < 0 else self.values_[at]

    def setdefault(self, key, other=None):
        at = self.place(key)
        if at < 0:
            self.keys_.append(key)
            self.values_.append(other)
        return self.values_[at]

    def pop(self, key, *other):
        at = self.place(key)
        if at < 0:
            if other:
                return other[0]
            raise KeyError(key)
        self.keys_.pop(at)
        return self.values_.pop(at)

    def items(self):
        return list(zip(self.keys_, self.values_))

    def values(self):
        return list(self.values_)

    def keys(self):
        return list(self.keys_)

    def __len__(self):
        return len(self.keys_)

    def __iter__(self):
        for key in self.keys_:
            yield key


class Members__:
    """A set, in the place of a list that is only asked what is in it."""

    def __init__(self, items=()):
        self.held = set(items)

    def append(self, item):
        self.held.add(item)

    def __contains__(self, item):
        return item in self.held


class Queue__:
    """A double-ended queue, in the place of a list."""

    def __init__(self, items=()):
        from collections import deque
        self.held = deque(items)

    def append(self, item):
        self.held.append(item)

    def pop(self, at=-1):
        return self.held.popleft() if at == 0 else self.held.pop()

    def insert(self, at, item):
        if at != 0:
            raise TypeError
        self.held.appendleft(item)

    def __getitem__(self, at):
        if at not in (0, -1):
            raise TypeError
        return self.held[at]

    def __len__(self):
        return len(self.held)


class List__:
    """A list, in the place of a double-ended queue."""

    def __init__(self, items=()):
        self.held = list(items)

    def append(self, item):
        self.held.append(item)

    def extend(self, items):
        for item in items:
            self.held.append(item)

    def pop(self):
        return self.held.pop()

    def popleft(self):
        return self.held.pop(0)

    def appendleft(self, item):
        self.held.insert(0, item)

    def __getitem__(self, at):
        return self.held[at]

    def __len__(self):
        return len(self.held)

    def __iter__(self):
        for item in self.held:
            yield item
'''
