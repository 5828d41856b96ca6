def group_counts(count, letters):
    group = list(range(count))
    result = []
    for one, other in letters:
        old, new = group[one], group[other]
        group = [new if g == old else g for g in group]
        result.append(len(set(group)))
    return result
