def longest_run(songs):
    last_played = {}
    start = 0
    longest = 0
    for position, song in enumerate(songs):
        if song in last_played and last_played[song] >= start:
            start = last_played[song] + 1
        last_played[song] = position
        length = position - start + 1
        if length > longest:
            longest = length
    return longest
