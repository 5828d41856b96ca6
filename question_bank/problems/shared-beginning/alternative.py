def shared_start(paths):
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    for place, letter in enumerate(low):
        if letter != high[place]:
            return low[:place]
    return low
