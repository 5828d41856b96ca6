def shortest_clip(film, cast):
    needed = {}
    for actor in cast:
        needed[actor] = needed.get(actor, 0) + 1
    missing = len(cast)
    best = ""
    start = 0
    for end, actor in enumerate(film):
        if needed.get(actor, 0) > 0:
            missing -= 1
        needed[actor] = needed.get(actor, 0) - 1
        while missing == 0:
            if not best or end - start + 1 < len(best):
                best = film[start : end + 1]
            leaving = film[start]
            needed[leaving] += 1
            if needed[leaving] > 0:
                missing += 1
            start += 1
    return best
