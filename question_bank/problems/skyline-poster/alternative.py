def largest_poster(heights):
    largest = 0
    for left in range(len(heights)):
        lowest = heights[left]
        for right in range(left, len(heights)):
            lowest = min(lowest, heights[right])
            largest = max(largest, lowest * (right - left + 1))
    return largest
