def both_there(first, second):
    shared = []
    i = 0
    j = 0
    while i < len(first) and j < len(second):
        start = max(first[i][0], second[j][0])
        end = min(first[i][1], second[j][1])
        if start < end:
            shared.append([start, end])
            i += 1
            j += 1
        elif first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return shared
