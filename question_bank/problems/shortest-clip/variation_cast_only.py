def shortest_clip(film, cast):
    best = ""
    needed = {}
    missing = 0
    start = None
    for end, actor in enumerate(film):
        if actor not in cast:
            start = None
            continue
        if start is None:
            start = end
            missing = len(cast)
            needed = {}
            for member in cast:
                needed[member] = needed.get(member, 0) + 1
        if needed[actor] > 0:
            missing -= 1
        needed[actor] -= 1
        while missing == 0:
            if not best or end - start + 1 < len(best):
                best = film[start : end + 1]
            leaving = film[start]
            needed[leaving] += 1
            if needed[leaving] > 0:
                missing += 1
            start += 1
    return best
