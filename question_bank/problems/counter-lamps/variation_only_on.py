def lamp_changes(first, last):
    return last - first
