def join_queues(first, second):
    joined = []
    i = 0
    j = 0
    while i < len(first) and j < len(second):
        if first[i][0] < second[j][0]:
            joined.append(first[i])
            i += 1
        else:
            joined.append(second[j])
            j += 1
    joined.extend(first[i:])
    joined.extend(second[j:])
    return joined
