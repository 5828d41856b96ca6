from collections import deque


def warmest(temperatures, days):
    candidates = deque()
    shown = []
    for day, temperature in enumerate(temperatures):
        while candidates and temperatures[candidates[-1]] <= temperature:
            candidates.pop()
        candidates.append(day)
        if candidates[0] <= day - days:
            candidates.popleft()
        shown.append(temperatures[candidates[0]])
    return shown
