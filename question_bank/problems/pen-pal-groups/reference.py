def group_counts(count, letters):
    points_to = list(range(count))

    def leader(person):
        while points_to[person] != person:
            points_to[person] = points_to[points_to[person]]
            person = points_to[person]
        return person

    groups = count
    result = []
    for one, other in letters:
        first = leader(one)
        second = leader(other)
        if first != second:
            points_to[first] = second
            groups -= 1
        result.append(groups)
    return result
