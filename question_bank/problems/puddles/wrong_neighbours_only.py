def standing_water(heights):
    water = 0
    for column in range(1, len(heights) - 1):
        left = heights[column - 1]
        right = heights[column + 1]
        level = min(left, right)
        if level > heights[column]:
            water += level - heights[column]
    return water
