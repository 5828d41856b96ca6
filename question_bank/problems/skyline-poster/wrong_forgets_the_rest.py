def largest_poster(heights):
    rising = []
    largest = 0
    for place, height in enumerate(heights):
        while rising and heights[rising[-1]] > height:
            top = heights[rising.pop()]
            left = rising[-1] + 1 if rising else 0
            largest = max(largest, top * (place - left))
        rising.append(place)
    return largest
