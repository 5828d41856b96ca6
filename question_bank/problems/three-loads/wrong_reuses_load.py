def balanced_triples(readings):
    present = set(readings)
    triples = set()
    for i in range(len(readings)):
        for j in range(i + 1, len(readings)):
            third = -(readings[i] + readings[j])
            if third in present:
                triples.add(tuple(sorted([readings[i], readings[j], third])))
    return [list(triple) for triple in triples]
