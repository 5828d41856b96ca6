def standing_water(heights):
    water = 0
    highest = 0
    held = 0
    for height in heights:
        if height >= highest:
            highest = height
            water += held
            held = 0
        else:
            held += highest - height
    return water
