def poster_lines(words, width):
    lines = []
    start = 0
    while start < len(words):
        end = start + 1
        letters = len(words[start])
        while end < len(words) and letters + len(words[end]) + end - start <= width:
            letters += len(words[end])
            end += 1
        gaps = end - start - 1
        if gaps == 0 or end == len(words):
            lines.append(" ".join(words[start:end]).ljust(width))
        else:
            each, extra = divmod(width - letters, gaps)
            line = words[start]
            for gap in range(gaps):
                spaces = each + 1 if gap < extra else each
                line += " " * spaces + words[start + gap + 1]
            lines.append(line)
        start = end
    return lines
