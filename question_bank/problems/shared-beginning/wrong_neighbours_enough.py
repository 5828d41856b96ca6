def shared_start(paths):
    if len(paths) == 1:
        return paths[0]
    longest = ""
    for position in range(len(paths) - 1):
        one = paths[position]
        other = paths[position + 1]
        length = 0
        while length < len(one) and length < len(other) and one[length] == other[length]:
            length += 1
        if length > len(longest):
            longest = one[:length]
    return longest
