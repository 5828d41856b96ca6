def longest_run(songs):
    plays = {}
    start = 0
    longest = 0
    for position, song in enumerate(songs):
        plays[song] = plays.get(song, 0) + 1
        while plays[song] > 2:
            plays[songs[start]] -= 1
            start += 1
        longest = max(longest, position - start + 1)
    return longest
