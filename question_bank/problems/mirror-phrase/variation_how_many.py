def longest_mirror(text):
    mirrors = 0
    for middle in range(len(text)):
        for right in (middle, middle + 1):
            left = middle
            while left >= 0 and right < len(text) and text[left] == text[right]:
                mirrors += 1
                left -= 1
                right += 1
    return mirrors
