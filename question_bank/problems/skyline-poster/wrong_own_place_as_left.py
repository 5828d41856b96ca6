def largest_poster(heights):
    rising = []
    largest = 0
    padded = heights + [0]
    for place, height in enumerate(padded):
        while rising and padded[rising[-1]] > height:
            house = rising.pop()
            largest = max(largest, padded[house] * (place - house))
        rising.append(place)
    return largest
