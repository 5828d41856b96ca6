def balanced_triples(readings):
    ordered = sorted(set(readings))
    triples = []
    for first in range(len(ordered)):
        low = first
        high = len(ordered) - 1
        while low <= high:
            total = ordered[first] + ordered[low] + ordered[high]
            if total < 0:
                low += 1
            elif total > 0:
                high -= 1
            else:
                triples.append([ordered[first], ordered[low], ordered[high]])
                low += 1
                high -= 1
    return triples
