"""Where a text speaks of an Idempotency-Key: by its name, or as a key that a request keeps, changes or lacks."""

import re

_GAP = r"[\s*_`\"“”]+"  # between two words, with emphasis
_NAMED = r"(?<![A-Za-z])idempotency[\s_-]?keys?(?![A-Za-z])"

_GOES_ON = (
    "after|again|alone|and|are|as|at|before|but|by|during|each|every|for|from|if|in|instead|is|it|not|of|on|once|only"
    "|or|per|so|than|that|then|this|to|too|twice|unchanged|unless|until|was|were|when|where|which|while|with|without"
    "|you|your"
)
_KEY = rf"keys?\b(?!-)(?={_GAP}(?:{_GOES_ON})\b|[*_`\"“”]*(?:\s*\Z|[.,;:!?)–—]|\s[(–—]))"
"""The noun itself, by what follows it: the key point is a point, and a key-value store a store."""

_WHOSE = "the|an?|this|that|these|those|its|their|your|any|every|each|no|both"
_WHICH = (
    "same|new|fresh|different|other|another|older|old|original|former|previous|earlier|last|first|second|further"
    "|unused|used|reused|unique|own|identical|changed|unchanged"
)
_SENDING = (
    "keep(?:s|ing)?|re-?us(?:e|es|ing)|chang(?:e|es|ing)|replace|renew|rotate|vary|drop|omit|remove|lose|re-?send"
    "|sends?|sending|repeat|store|use|using|generate|create|make|pick|take|with|without|under"
)
_REQUEST = f"(?:(?:{_WHICH}){_GAP})?(?:request|order|call|tr(?:y|ies)|attempt)"
_STAYING = (
    "(?:(?:must|should|may|can|has to|have to)(?: not)? )?(?:stays?|remains?|changes?|be (?:kept|reused|changed))"
)

_MENTION = re.compile(
    rf"{_NAMED}"
    rf"|(?<![\w-])(?:{_WHICH}|(?:{_SENDING})(?:{_GAP}(?:{_WHOSE}))?){_GAP}{_KEY}"
    rf"|(?<![\w-])keys?{_GAP}(?:of|from){_GAP}(?:(?:{_WHOSE}){_GAP})?{_REQUEST}\b"
    rf"|(?:\A|(?<=[.;:!?,] )|\b(?:{_WHOSE}|and|so){_GAP})keys?{_GAP}{_STAYING}\b",
    re.IGNORECASE,
)


def key_in(text: str) -> re.Match[str] | None:
    """Return the first words of a Markdown text that speak of an Idempotency-Key, if there are any."""
    return _MENTION.search(text)
