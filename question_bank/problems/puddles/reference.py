def standing_water(heights):
    left = 0
    right = len(heights) - 1
    highest_left = 0
    highest_right = 0
    water = 0
    while left <= right:
        if highest_left <= highest_right:
            if heights[left] > highest_left:
                highest_left = heights[left]
            water += highest_left - heights[left]
            left += 1
        else:
            if heights[right] > highest_right:
                highest_right = heights[right]
            water += highest_right - heights[right]
            right -= 1
    return water
