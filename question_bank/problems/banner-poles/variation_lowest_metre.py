def largest_banner(heights):
    left = 0
    right = len(heights) - 1
    largest = 0
    while left < right:
        height = min(heights[left], heights[right]) - 1
        area = (right - left) * height
        if area > largest:
            largest = area
        if heights[left] < heights[right]:
            left += 1
        else:
            right -= 1
    return largest
