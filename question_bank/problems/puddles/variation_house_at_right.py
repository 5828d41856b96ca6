def standing_water(heights):
    highest = 0
    water = 0
    for height in heights:
        if height > highest:
            highest = height
        water += highest - height
    return water
