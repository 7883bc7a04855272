"""What people write: words, key terms, praise and blame, dimensions, questions asked again and again, quotations.

    from aftercourse import text

    text.segment("培训内容很实用")                        # ['培训', '内容', '很', '实用']
    text.polarity("讲得不够清楚").label                   # 'negative'
    text.key_terms(this_month, last_month).to_polars()
    text.group_similar(questions).to_pandas()

Chinese and English, without a model's weights, a network or chance: the same texts give the same answer everywhere. A
function takes one text or a column of them: a list, a NumPy array, a pandas or polars Series or an Arrow array, in which
None, NaN and NA are missing. Tables have `row`, the place of a text in its column from 0; `begin` and `end` count
characters (`text[begin:end]`), `begin_byte` and `end_byte` bytes of its UTF-8. A text with a lone surrogate or NUL is
refused: InvalidArgument (AC5601) names row and byte. docs/text.md describes the methods and how well they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias, overload

from aftercourse._core import (
    CodingScheme,
    Lexicon,
    Polarity,
    Segmenter,
    Table,
    text_code,
    text_group_similar,
    text_key_terms,
    text_new_terms,
    text_polarity,
    text_polarity_evidence,
    text_quotations,
    text_says_nothing,
    text_segment,
    text_similarity,
    text_tokens,
)

__all__ = [
    "CodingScheme",
    "Lexicon",
    "Polarity",
    "Segmenter",
    "code",
    "group_similar",
    "key_terms",
    "new_terms",
    "polarity",
    "polarity_evidence",
    "quotations",
    "says_nothing",
    "segment",
    "similarity",
    "tokens",
]

Texts: TypeAlias = Any
"""A list, NumPy array, pandas or polars Series or Arrow array of texts."""
Words: TypeAlias = Sequence[str] | Segmenter | None
"""Terms of a company's own, or a Segmenter that has them."""

_GENERAL = Segmenter()


def _segmenter(words: Words) -> Segmenter:
    if words is None:
        return _GENERAL
    if isinstance(words, str):
        raise TypeError("words: expected a list of terms, found str")
    return words if isinstance(words, Segmenter) else Segmenter(list(words))


@overload
def segment(texts: str, *, words: Words = None) -> list[str]: ...
@overload
def segment(texts: Texts, *, words: Words = None) -> list[list[str] | None]: ...
def segment(texts: Any, *, words: Words = None) -> Any:
    """The words of a text, as they stand in it; of a column a list of lists, None where a text is missing.

    Chinese is cut where a dictionary's counts make it most probable, other scripts at letters and digits; signs and emoji
    are words of their own, white space is none. `words` are never cut. Raises InvalidArgument (AC5601) for what is no
    UTF-8, (AC5602) for a term without a letter.
    """
    return text_segment(texts, _segmenter(words))


def tokens(texts: str | Texts, *, words: Words = None) -> Table:
    """A table with a row a word: row, word, normal (half-width, small letters), kind (han, word, number, punctuation,
    symbol), begin, end, begin_byte, end_byte. Missing texts have none. Errors as `segment`."""
    return text_tokens(texts, _segmenter(words))


@overload
def polarity(texts: str, *, lexicon: Lexicon | None = None) -> Polarity: ...
@overload
def polarity(texts: Texts, *, lexicon: Lexicon | None = None) -> Table: ...
def polarity(texts: Any, *, lexicon: Lexicon | None = None) -> Any:
    """Whether a text praises or blames, by the words of a lexicon and what changes them: negation (不清楚), lack (不够清楚,
    not clear enough), excess (太快), degree, wish (could be clearer) and contrast (但是, but).

    Of one text a Polarity; of a column a table with a row a text: row, score (-1 to 1), label (positive, negative, mixed,
    neutral), positive, negative (the sums of either side), evidence (the words that counted, verbatim); nulls where the
    text is missing. A text in which no word counts is neutral with score 0. Score: Hutto and Gilbert (2014), S / sqrt(S^2 + 15).
    Raises InvalidArgument (AC5601).
    """
    return text_polarity(texts, lexicon)


def polarity_evidence(texts: str | Texts, *, lexicon: Lexicon | None = None) -> Table:
    """A table with a row a word that counted: row, quote (verbatim, with what changes it), term, weight (in the lexicon),
    value (here), changed_by, begin, end, begin_byte, end_byte. Raises InvalidArgument (AC5601)."""
    return text_polarity_evidence(texts, lexicon)


def key_terms(
    texts: Texts,
    background: Texts = None,
    *,
    words: Words = None,
    stop_words: Sequence[str] = (),
    people: Texts = None,
    background_people: Texts = None,
    at_least: int = 2,
    most_words: int = 2,
    order: Literal["g2", "log_odds"] = "g2",
) -> Table:
    """The terms that more texts have than those of the background, the most telling first.

    A term is one to `most_words` (4 at most) words side by side, without stop words, numbers and signs. Texts that have it are
    counted, or with `people` (who wrote each) people; `at_least` so many must. Columns: term, n, of (texts in all), share,
    background_n, background_of, background_share, g2 (log-likelihood ratio of the two-by-two table, Dunning 1993), p (of G2,
    chi-square with 1 degree of freedom), log_odds and z (informative Dirichlet prior, Monroe, Colaresi and Quinn 2008, eq. 16
    and 22), is_new, example (a row). `order` by g2 or by z. Without a background all terms by n, the comparing columns null.
    Raises InvalidArgument (AC5601) for what is no UTF-8, (AC5602) for an argument outside its range.
    """
    by = _segmenter(words)
    return text_key_terms(texts, background, by, list(stop_words), people, background_people, at_least, most_words, order)


def new_terms(
    texts: Texts,
    before: Texts,
    *,
    words: Words = None,
    stop_words: Sequence[str] = (),
    people: Texts = None,
    at_least: int = 2,
    most_words: int = 2,
) -> Table:
    """The terms that no text before has, such as what came up since the last period, by n; columns and errors as
    `key_terms`."""
    return text_new_terms(texts, before, _segmenter(words), list(stop_words), people, at_least, most_words)


def code(texts: str | Texts, *, scheme: CodingScheme | None = None) -> Table:
    """What texts are about: a table with a row a hit of a dimension's term: row, dimension, title, title_zh, entry (of the
    scheme), quote (verbatim), begin, end, begin_byte, end_byte. Missing texts and texts without a hit have none. Raises
    InvalidArgument (AC5601)."""
    return text_code(texts, scheme)


def group_similar(texts: Texts, *, threshold: float = 0.6) -> Table:
    """Texts that say the same in nearly the same words, such as questions asked again and again.

    A row a text that is not missing: group (0 is the largest), size, is_representative (the text most like its group),
    similarity (to it), row, text. Two texts are as similar as the cosine of their characters and pairs of characters, the rare
    ones weighing more; any two of a group are at least `threshold` alike (complete linkage). Raises InvalidArgument (AC5601),
    (AC5602) for a threshold outside 0 to 1, LimitError (AC5604) for more than 2^24 similar pairs.
    """
    return text_group_similar(texts, threshold)


def similarity(a: str, b: str) -> float:
    """How alike two texts are by themselves, 0 to 1: the cosine of their characters and pairs of characters, all weighing
    alike. Raises InvalidArgument (AC5601)."""
    return text_similarity(a, b)


def quotations(
    texts: Texts,
    *,
    scheme: CodingScheme | None = None,
    lexicon: Lexicon | None = None,
    people: Texts = None,
    most: int = 3,
    shortest: int = 4,
    longest: int = 80,
    distinct: float = 0.5,
) -> Table:
    """Sentences that speak for the others, verbatim: for every dimension and judgement at most `most`, the most central first,
    no two more alike than `distinct`, none of a person twice, of `shortest` to `longest` characters.

    Columns: dimension, title, title_zh, label, quote, row, begin, end, begin_byte, end_byte, score, centrality (the mean
    similarity to all sentences of the cell), n (texts in the cell). Raises InvalidArgument (AC5601), (AC5602) for an argument
    outside its range.
    """
    return text_quotations(texts, scheme, lexicon, people, most, shortest, longest, distinct)


@overload
def says_nothing(texts: str) -> bool: ...
@overload
def says_nothing(texts: Texts) -> list[bool | None]: ...
def says_nothing(texts: Any) -> Any:
    """Whether a whole answer says nothing: blank, signs such as - and /, or 无, 没有意见, none, n/a and the like.

    Of a column a list, None where a text is missing. Take such answers out before comments are counted, as
    `Engine.comments` does. Raises InvalidArgument (AC5601).
    """
    return text_says_nothing(texts)
