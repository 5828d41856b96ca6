"""What a candidate asks for, in their own words: topics, topics to avoid, how hard. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

Asked = Literal["", "easy", "not_hard", "medium", "not_easy", "hard", "easier", "harder"]

# What people call a thing, as the tags that the bank may use for it.
SAID: dict[str, tuple[str, ...]] = {
    "dp": ("dynamic programming",),
    "memoization": ("dynamic programming",),
    "bfs": ("breadth-first search",),
    "dfs": ("depth-first search",),
    "graph": ("graphs", "grids"),
    "graph theory": ("graphs",),
    "matrix": ("grids",),
    "matrices": ("grids",),
    "maze": ("grids",),
    "hash table": ("hash map",),
    "hashmap": ("hash map",),
    "hashing": ("hash map",),
    "dictionary": ("hash map",),
    "dictionaries": ("hash map",),
    "text processing": ("strings",),
    "parsing": ("strings",),
    "regular expressions": ("strings",),
    "maths": ("numbers",),
    "math": ("numbers",),
    "mathematics": ("numbers",),
    "arithmetic": ("numbers",),
    "number theory": ("numbers",),
    "bit manipulation": ("bits",),
    "bitwise": ("bits",),
    "binary tree": ("trees",),
    "priority queue": ("heap",),
    "linked structure": ("linked lists",),
    "object oriented": ("class design",),
    "oop": ("class design",),
    "classes": ("class design",),
    "design": ("class design",),
    "scheduling": ("intervals",),
    "calendar": ("intervals",),
    "time ranges": ("intervals",),
    "recursive": ("recursion",),
    "window": ("sliding window",),
    "topological sorting": ("topological sort",),
    "topological order": ("topological sort",),
    "shortest path": ("breadth-first search", "shortest paths"),
    "shortest paths": ("shortest paths", "breadth-first search"),
}

_NOT = r"(?:no|not|without|avoid|anything but|everything but|except|tired of|sick of|don'?t want)"
_LEVELS: tuple[tuple[str, Asked], ...] = (
    (
        r"(?:not|n't|nothing)(?: be)?(?: too| very| so| that| overly)? (?:hard|difficult|tough)",
        "not_hard",
    ),
    (r"(?:not|n't|nothing)(?: be)?(?: too| very| so| that)? (?:easy|simple|trivial)", "not_easy"),
    (r"\b(?:harder|more difficult|more challenging|tougher)\b", "harder"),
    (r"\b(?:easier|simpler|less hard|less difficult)\b", "easier"),
    (r"\b(?:hard|difficult|challeng(?:ing|e)|tough|tricky|advanced|senior)\b", "hard"),
    (r"\b(?:medium|moderate|intermediate|average|middling)\b", "medium"),
    (r"\b(?:easy|simple|basic|beginner|beginners|gentle|warm-?up|straightforward)\b", "easy"),
)
_SAID_LEVEL: dict[Asked, str] = {
    "easy": "easy", "not_hard": "not too hard", "medium": "in the middle",
    "not_easy": "not too easy", "hard": "hard", "easier": "easier", "harder": "harder",
}  # fmt: skip
# Tags that are ordinary words in a wish ("two numbers that add up"); SAID has how to ask for them.
_ORDINARY = frozenset({"numbers", "math"})
# Words that say nothing about which problem.
_EMPTY = frozenset({
    "a", "about", "again", "always", "an", "and", "any", "anything", "are", "be", "can", "choice",
    "choose", "could", "d", "do", "don't", "fine", "for", "from", "get", "give", "good", "great",
    "hello", "hi", "i", "i'd", "i'm", "in", "is", "it", "just", "know", "let", "like", "ll", "m",
    "maybe", "me", "mind", "more", "my", "need", "of", "ok", "okay", "on", "one", "or", "own",
    "pick", "please", "practice", "practise", "prefer", "problem", "problems", "question",
    "really", "some", "something", "sure", "surprise", "t", "task", "thank", "thanks", "that",
    "the", "them", "this", "to", "today", "too", "try", "up", "us", "very", "want", "we",
    "whatever", "with", "work", "would", "yes", "you", "your",
})  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A topic as the candidate ``said`` it, and the ``tags`` of the bank that it means."""

    said: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """``topics`` are asked for; problems with a tag in ``without`` are not wanted.  ``free``: there
    are further words whose meaning may be compared with the problems'."""

    topics: tuple[Named, ...] = ()
    without: tuple[str, ...] = ()
    asked: Asked = ""
    free: bool = False
    unread: bool = False  # in a script that is not read here
    overheard: bool = False  # said in passing, in an introduction

    @property
    def asks_level(self) -> bool:
        return bool(self.asked)

    @property
    def level_said(self) -> str:
        return _SAID_LEVEL.get(self.asked, "")

    def target(self, level: float) -> float:
        """Where on the scale of levels, 0..1, a problem should stand for someone at ``level``."""
        match self.asked:
            case "easy":
                return 0.2
            case "not_hard":
                return min(level, 0.4)
            case "medium":
                return 0.5
            case "not_easy":
                return max(level, 0.55)
            case "hard":
                return 0.85
            case "easier":
                return max(0.0, level - 0.3)
            case "harder":
                return min(1.0, level + 0.3)
            case _:
                return level


def read_wish(words: str, tags: Collection[str]) -> Wish:
    """Read a wish against the tags of the bank; what is not understood is left to the meaning."""
    if in_other_script(words):
        return Wish(unread=True)
    text = " ".join(words.casefold().replace("’", "'").replace("-", " ").split())
    text = re.sub(r"\ba (?:little )?bit\b", " ", text)  # not the bits of a number
    asked: Asked = ""
    for pattern, level in _LEVELS:
        if re.search(pattern, text):
            asked = level
            text = re.sub(pattern, " ", text)
            break
    named: list[tuple[int, Named]] = []
    without: list[str] = []
    for said, meant in _phrases(tags):
        place = re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text)
        if not place:
            continue
        before, after = text[: place.start()], text[place.end() :]
        if re.search(rf"\b{_NOT}(?: (?:a|an|the|any|more|with|on|about|or))*\s*$", before):
            without += meant
            text = f"{before} {' ' * len(said)}{after}"
        else:
            named.append((place.start(), Named(said, tuple(meant))))
            text = f"{before}{'|' * len(said)}{after}"
    rest = [w for w in re.findall(r"[^\W\d]+(?:'\w+)?", text) if w not in _EMPTY]
    topics = tuple(
        n for _, n in sorted(named, key=lambda p: p[0]) if not set(n.tags) & set(without)
    )
    return Wish(topics, tuple(dict.fromkeys(without)), asked, bool(rest))


_WANTS = re.compile(
    r"\b(?:practi[sc]e|practi[sc]ing|weak (?:at|in|on|with)|bad at|struggl\w+ with|get better at|"
    r"improve(?: my| on)?|work on|brush up(?: on)?|(?:want|like|love|hope|prefer)(?: to)?|enjoy|"
    r"interested in|preparing for)\b([^.!?;]*)",
    re.IGNORECASE,
)


def overheard(introduction: str, tags: Collection[str]) -> Wish:
    """What someone who introduces themselves says that they would like: its topics and how hard,
    no more, since the rest of the words tell of other things."""
    if in_other_script(introduction):
        return Wish()
    wanted = ". ".join(match[1] for match in _WANTS.finditer(introduction))
    read = read_wish(wanted, tags)
    named = bool(read.topics or read.asked or read.without)
    return Wish(read.topics, read.without, read.asked, overheard=True) if named else Wish()


def in_other_script(text: str) -> bool:
    """Whether most of its letters are not Latin ones."""
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 < len(letters)


def _phrases(tags: Collection[str]) -> list[tuple[str, list[str]]]:
    """Every way to say a tag, longest first, with the tags that it means."""
    means: dict[str, list[str]] = {}
    for tag in sorted(set(tags) - _ORDINARY):
        plain = tag.replace("-", " ")
        for said in {plain, _other_number(plain)}:
            means.setdefault(said, []).append(tag)
    for said, meant in SAID.items():
        known = [t for t in meant if t in tags]
        for form in {said, _other_number(said)} if known else ():
            means.setdefault(form, []).extend(t for t in known if t not in means[form])
    return sorted(means.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def _other_number(phrase: str) -> str:
    """The plural of a singular and the other way round, as far as tags need it."""
    if phrase.endswith(("ss", "ing", "search", "sort")):
        return phrase
    return phrase[:-1] if phrase.endswith("s") else f"{phrase}s"
