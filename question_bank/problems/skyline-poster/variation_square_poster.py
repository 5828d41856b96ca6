def largest_poster(heights):
    rising = []
    side = 0
    padded = heights + [0]
    for place, height in enumerate(padded):
        while rising and padded[rising[-1]] > height:
            top = padded[rising.pop()]
            if rising:
                left = rising[-1] + 1
            else:
                left = 0
            side = max(side, min(top, place - left))
        rising.append(place)
    return side
