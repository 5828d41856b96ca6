from collections import deque


def minutes_for(wants, me):
    line = deque(enumerate(wants))
    minutes = 0
    while True:
        person, wanted = line.popleft()
        minutes += 1
        if wanted > 1:
            line.append((person, wanted - 1))
        elif person == me:
            return minutes
