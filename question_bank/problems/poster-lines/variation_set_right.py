def poster_lines(words, width):
    lines = []
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) <= width:
            line += " " + word
        else:
            lines.append(line.rjust(width))
            line = word
    lines.append(line.rjust(width))
    return lines
