def shortest_clip(film, cast):
    needed = {}
    for actor in cast:
        needed[actor] = needed.get(actor, 0) + 1
    missing = len(cast)
    start = 0
    for end, actor in enumerate(film):
        if needed.get(actor, 0) > 0:
            missing -= 1
        needed[actor] = needed.get(actor, 0) - 1
        if missing == 0:
            while needed[film[start]] < 0:
                needed[film[start]] += 1
                start += 1
            return film[start : end + 1]
    return ""
