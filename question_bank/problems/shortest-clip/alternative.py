from collections import Counter


def shortest_clip(film, cast):
    wanted = Counter(cast)
    for length in range(len(cast), len(film) + 1):
        for start in range(len(film) - length + 1):
            clip = film[start : start + length]
            if not wanted - Counter(clip):
                return clip
    return ""
