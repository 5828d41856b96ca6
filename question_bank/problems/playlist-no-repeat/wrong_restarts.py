def longest_run(songs):
    longest = 0
    current = set()
    for song in songs:
        if song in current:
            current = set()
        current.add(song)
        longest = max(longest, len(current))
    return longest
