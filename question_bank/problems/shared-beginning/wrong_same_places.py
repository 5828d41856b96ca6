def shared_start(paths):
    if not paths:
        return ""
    shared = ""
    for place in range(min(len(path) for path in paths)):
        letters = set()
        for path in paths:
            letters.add(path[place])
        if len(letters) == 1:
            shared += paths[0][place]
    return shared
