def group_counts(count, letters):
    writers = set()
    result = []
    for one, other in letters:
        if one != other:
            writers.add(one)
            writers.add(other)
        alone = count - len(writers)
        result.append(alone + (1 if writers else 0))
    return result
