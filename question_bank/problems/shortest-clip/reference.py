def shortest_clip(film, cast):
    needed = {}
    for actor in cast:
        needed[actor] = needed.get(actor, 0) + 1
    missing = len(cast)
    shortest = len(film) + 1
    best_start = 0
    start = 0
    for end, actor in enumerate(film):
        if needed.get(actor, 0) > 0:
            missing -= 1
        needed[actor] = needed.get(actor, 0) - 1
        while missing == 0:
            if end - start + 1 < shortest:
                shortest = end - start + 1
                best_start = start
            leaving = film[start]
            needed[leaving] += 1
            if needed[leaving] > 0:
                missing += 1
            start += 1
    if shortest > len(film):
        return ""
    return film[best_start : best_start + shortest]
