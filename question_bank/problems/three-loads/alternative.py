from itertools import combinations


def balanced_triples(readings):
    found = {tuple(sorted(three)) for three in combinations(readings, 3) if sum(three) == 0}
    return [list(triple) for triple in found]
