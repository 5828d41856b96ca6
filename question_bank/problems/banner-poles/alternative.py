def largest_banner(heights):
    largest = 0
    for left in range(len(heights)):
        for right in range(left + 1, len(heights)):
            largest = max(largest, (right - left) * min(heights[left], heights[right]))
    return largest
