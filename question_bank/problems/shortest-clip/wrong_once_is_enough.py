def shortest_clip(film, cast):
    wanted = set(cast)
    counts = {}
    best = ""
    start = 0
    for end, actor in enumerate(film):
        if actor in wanted:
            counts[actor] = counts.get(actor, 0) + 1
        while len(counts) == len(wanted):
            if not best or end - start + 1 < len(best):
                best = film[start : end + 1]
            leaving = film[start]
            if leaving in counts:
                counts[leaving] -= 1
                if counts[leaving] == 0:
                    del counts[leaving]
            start += 1
    return best
