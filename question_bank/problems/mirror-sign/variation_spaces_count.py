def repaints(sign):
    counted = []
    for character in sign:
        if character.isalnum() or character == " ":
            counted.append(character.lower())
    count = 0
    for place in range(len(counted) // 2):
        if counted[place] != counted[len(counted) - 1 - place]:
            count += 1
    return count
