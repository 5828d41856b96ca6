def repaints(sign):
    kept = []
    for character in sign:
        if character.isalnum():
            kept.append(character.lower())
    count = 0
    for position in range(len(kept)):
        if kept[position] != kept[len(kept) - 1 - position]:
            count += 1
    return count
