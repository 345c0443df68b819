"""From texts to tokens, matches and scores: the one door to all that vockit knows of language.

Other packages import from here alone, and import-linter holds them to it. ``docs/how_it_works.md``
shows one comment on its way through.

**Texts taken apart.** ``chunks_of`` cuts texts at white space into ``Chunks``. A ``ChunkTable``
knows each distinct chunk: its pieces, tokens and words. ``stream_of`` is a batch of texts by that
table, a ``Stream`` of numbers. What a piece says about clause ends is ``PieceFact`` bits, and the
code of a word that decides about clauses (``CLAUSE_WORD_CODE``).

**Distinct words.** ``ChunkHasher`` hashes parts of texts, given as code points (``Points``), and a
``HashTable`` numbers the hashes: what ``ChunkTable`` is built of, for others who count words.

**Pasted text.** ``plain_texts`` brings texts to plain text before they are cut: entities, tags,
invisible characters, look-alikes, missing blanks. ``PlainTexts`` knows where each of their
characters is in the text as read; ``plain`` does it for one text.

**English.** ``tokenize`` gives the ``Token`` of spaCy's English; ``lower_form`` and ``lemma`` are
what rules are compared with, ``word_forms`` the words of a lemma. ``special_cases``, ``stop_words``
and ``blank_english`` are spaCy's; ``APOSTROPHES`` is for ``str.translate``.

**Other languages.** A ``LanguageIdentifier`` tells which texts are not ``ENGLISH``.

**Matching.** A ``TermMatcher`` finds many terms at once, each a sequence of atoms (``AtomKey``):
its ``Hits``.

**Sentiment**, by the rules of VADER. A ``SentimentLexicon`` (``stock_lexicon``, ``cx_lexicon``)
says what words and phrases (``SentimentPhrase``) mean, a ``WordTable`` has that by word, and
``join_phrases`` puts one word in the place of a phrase.
``score`` gives the ``Scores`` of segments, ``valences`` each word's part in them, by ``RULES``;
``scores_of`` makes them of sums, and ``combine`` that of a verbatim from those of its clauses. What
a whole comment means as the answer to a question ("Nothing") is an ``Answer``, found by the
``answer_patterns`` of the tables that ``answer_tables`` reads.
"""

from vockit.language.chunk_table import ChunkTable
from vockit.language.chunking import Chunks, Points, chunks_of
from vockit.language.english import (
    APOSTROPHES,
    Token,
    blank_english,
    lemma,
    lower_form,
    special_cases,
    stop_words,
    word_forms,
)
from vockit.language.hashing import ChunkHasher
from vockit.language.identification import ENGLISH, LanguageIdentifier
from vockit.language.matching import AtomKey, Hits, TermMatcher
from vockit.language.numbering import HashTable
from vockit.language.pasted.mending import plain
from vockit.language.pasted.texts import PlainTexts, plain_texts
from vockit.language.pieces import CLAUSE_WORD_CODE, PieceFact
from vockit.language.sentiment.answers import Answer, answer_patterns, answer_tables
from vockit.language.sentiment.cx import cx_lexicon
from vockit.language.sentiment.kernel import RULES, Scores, score, scores_of, valences
from vockit.language.sentiment.lexicon import SentimentLexicon, SentimentPhrase, stock_lexicon
from vockit.language.sentiment.phrases import join_phrases
from vockit.language.sentiment.verbatims import combine
from vockit.language.sentiment.words import WordTable
from vockit.language.streams import Stream, stream_of
from vockit.language.tokens import tokenize

__all__ = [
    "APOSTROPHES",
    "CLAUSE_WORD_CODE",
    "ENGLISH",
    "RULES",
    "Answer",
    "AtomKey",
    "ChunkHasher",
    "ChunkTable",
    "Chunks",
    "HashTable",
    "Hits",
    "LanguageIdentifier",
    "PieceFact",
    "PlainTexts",
    "Points",
    "Scores",
    "SentimentLexicon",
    "SentimentPhrase",
    "Stream",
    "TermMatcher",
    "Token",
    "WordTable",
    "answer_patterns",
    "answer_tables",
    "blank_english",
    "chunks_of",
    "combine",
    "cx_lexicon",
    "join_phrases",
    "lemma",
    "lower_form",
    "plain",
    "plain_texts",
    "score",
    "scores_of",
    "special_cases",
    "stock_lexicon",
    "stop_words",
    "stream_of",
    "tokenize",
    "valences",
    "word_forms",
]
