def longest_run(songs):
    longest = 0
    for start in range(len(songs)):
        heard = set()
        for song in songs[start:]:
            if song in heard:
                break
            heard.add(song)
        longest = max(longest, len(heard))
    return longest
