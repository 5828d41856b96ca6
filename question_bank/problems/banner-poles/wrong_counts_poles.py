def largest_banner(heights):
    left = 0
    right = len(heights) - 1
    largest = 0
    while left < right:
        area = (right - left + 1) * min(heights[left], heights[right])
        largest = max(largest, area)
        if heights[left] < heights[right]:
            left += 1
        else:
            right -= 1
    return largest
