def shared_start(paths):
    if not paths:
        return ""
    first = paths[0]
    for place in range(len(first)):
        for path in paths[1:]:
            if place == len(path) or path[place] != first[place]:
                return first[:place]
    return first
