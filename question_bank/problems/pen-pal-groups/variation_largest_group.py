def group_counts(count, letters):
    points_to = list(range(count))
    size = [1] * count

    def leader(person):
        while points_to[person] != person:
            points_to[person] = points_to[points_to[person]]
            person = points_to[person]
        return person

    largest = 1
    result = []
    for one, other in letters:
        first = leader(one)
        second = leader(other)
        if first != second:
            points_to[first] = second
            size[second] += size[first]
            largest = max(largest, size[second])
        result.append(largest)
    return result
