def group_counts(count, letters):
    groups = count
    result = []
    for one, other in letters:
        if one != other and groups > 1:
            groups -= 1
        result.append(groups)
    return result
