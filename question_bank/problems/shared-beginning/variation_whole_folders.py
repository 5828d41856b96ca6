def shared_start(paths):
    if not paths:
        return ""
    first = paths[0]
    length = 0
    while length < len(first):
        for path in paths[1:]:
            if length == len(path) or path[length] != first[length]:
                break
        else:
            length += 1
            continue
        break
    return first[: first.rfind("/", 0, length) + 1]
