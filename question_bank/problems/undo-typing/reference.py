def same_text(first, second):
    def played(keys):
        text = []
        for key in keys:
            if key != "<":
                text.append(key)
            elif text:
                text.pop()
        return text

    return played(first) == played(second)
