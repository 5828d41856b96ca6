def balanced_triples(readings):
    ordered = sorted(readings)
    triples = []
    for first in range(len(ordered) - 2):
        if first > 0 and ordered[first] == ordered[first - 1]:
            continue
        low = first + 1
        high = len(ordered) - 1
        while low < high:
            total = ordered[first] + ordered[low] + ordered[high]
            if total < 0:
                low += 1
            elif total > 0:
                high -= 1
            else:
                triples.append([ordered[first], ordered[low], ordered[high]])
                low += 1
                while low < high and ordered[low] == ordered[low - 1]:
                    low += 1
    return triples
