"""Whether a text is English, judged by its small words.

Knows the commonest words of ten languages; refuses to name a language from less than four words.
"""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["en", "other", "unknown"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOT_LATIN = re.compile(r"[\u0370-\u1FFF\u2E80-\uD7AF\uF900-\uFDFF]")
_ENGLISH = frozenset(
    [
        "the",
        "to",
        "and",
        "of",
        "a",
        "in",
        "is",
        "it",
        "you",
        "i",
        "that",
        "for",
        "my",
        "me",
        "we",
        "on",
        "was",
        "with",
        "your",
        "be",
        "have",
        "not",
        "this",
        "are",
        "but",
        "so",
        "at",
        "if",
        "do",
        "don't",
        "i'm",
        "it's",
        "he",
        "she",
        "they",
        "what",
        "when",
        "just",
        "like",
        "all",
        "can",
        "get",
        "know",
        "from",
        "out",
        "up",
        "about",
        "had",
        "no",
        "her",
        "him",
        "his",
        "them",
        "there",
        "how",
        "did",
        "go",
        "will",
        "one",
        "been",
        "would",
        "who",
        "could",
        "now",
        "then",
        "than",
        "time",
        "were",
        "our",
        "us",
        "as",
        "by",
        "or",
        "an",
        "am",
        "want",
        "think",
        "said",
        "see",
        "got",
        "some",
        "more",
        "ok",
        "okay",
        "yes",
        "yeah",
        "thanks",
        "thank",
        "love",
        "mom",
        "mum",
        "please",
        "sorry",
        "u",
        "ur",
        "im",
        "dont",
        "ya",
        "why",
        "never",
        "always",
        "need",
        "call",
        "come",
    ]
)
_OTHERS: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "el la los las de que y en un una es no se por con para mi te me lo su más pero como todo eso hija mamá está "
        "estás tu tú gracias bien ya si sí qué cuando siempre nunca hoy muy porque quiero ti",  # Spanish
        "le la les de des et que un une est pas je tu il elle ne pour dans ce qui sur avec mon ma mes toi moi maman "
        "mais tout bien suis es c'est j'ai merci oui non jamais toujours plus",  # French
        "der die das und ich du nicht ist ein eine zu mit es den dem für auf wir sie dass mir mich dir dich mama aber "
        "auch noch wie wenn nur schon hast habe kein danke ja nein immer nie",  # German
        "o a os as de que e em um uma é não eu você para com meu minha mas mãe por se está foi muito obrigada "
        "obrigado sim quando nunca sempre também",  # Portuguese
        "il la di che e un una è non io tu per con mio mia ma mamma sono sei hai ho grazie perché anche bene mai "
        "sempre ti mi si come questo",  # Italian
        "de het een en ik je niet is dat van op te met voor mijn maar mam ook wel nog zijn heb hebt was niet bedankt "
        "ja nee altijd nooit",  # Dutch
        "jest nie się na i do to że w z mamo ja ty mnie ciebie co jak ale tak już bardzo dziękuję zawsze",  # Polish
        "ve bir bu ben sen anne için çok değil ama ne var yok evet hayır teşekkürler kızım canım beni seni",  # Turkish
        "ang ng sa na mo ko ka ako ikaw hindi siya anak nanay mama lang naman po opo kasi pero ba salamat",  # Tagalog
    )
)


def language_of(text: str) -> Language:
    """`en`, `other`, or `unknown` where there are too few words to say."""
    strange = len(_NOT_LATIN.findall(text))
    if strange and strange > sum(char.isalpha() for char in text) / 2:
        return "other"
    words = _WORD.findall(text.lower().replace("’", "'"))
    if len(words) < 4:
        return "unknown"
    english = sum(map(_ENGLISH.__contains__, words))
    if english * 2 > len(words):
        return "en"  # most words are English small words: no need to ask ten other languages
    other = max(sum(map(small.__contains__, words)) for small in _OTHERS)
    if other > english and other >= len(words) * 0.2:
        return "other"
    return "en" if english else ("other" if len(words) >= 8 else "unknown")
