from itertools import permutations


def next_plate(plate):
    greater = {"".join(p) for p in permutations(plate) if "".join(p) > plate}
    return min(greater, default="")
