"""What an analyst would write: spaCy's PhraseMatcher on lemmas, VADER, pandas in and out.

Run as ``python benchmarks/analyst_script.py IN.csv OUT.csv [--sentences]``. The taxonomy is
vockit's ``service`` pack: all of its plain phrases, for NEAR and the rest have no counterpart here.
"""

import sys
import tomllib
from importlib.resources import files

import pandas as pd
import spacy
from spacy.matcher import PhraseMatcher
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


def plain_phrases() -> dict[str, list[str]]:
    text = files("vockit.taxonomy").joinpath("packs/service.toml").read_text(encoding="utf-8")
    themes = tomllib.loads(text)["themes"]
    return {
        name: [
            phrase
            for phrase in theme.get("phrases", [])
            if isinstance(phrase, str) and not set('"*+/') & set(phrase)
        ]
        for name, theme in themes.items()
    }


def main(source: str, target: str, *, sentences: bool) -> None:
    frame = pd.read_csv(source)
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    if sentences:
        nlp.add_pipe("sentencizer")
    nlp.initialize()
    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    for theme, phrases in plain_phrases().items():
        matcher.add(theme, list(nlp.pipe(phrases)))
    analyzer = SentimentIntensityAnalyzer()
    themes, scores, sentence_means = [], [], []
    for doc in nlp.pipe(frame["text"].fillna("").astype(str)):
        themes.append("|".join(sorted({nlp.vocab.strings[key] for key, _, _ in matcher(doc)})))
        scores.append(analyzer.polarity_scores(doc.text))
        if sentences:
            compounds = [analyzer.polarity_scores(sent.text)["compound"] for sent in doc.sents]
            sentence_means.append(sum(compounds) / max(len(compounds), 1))
    frame["themes"] = themes
    for figure in ("compound", "pos", "neu", "neg"):
        frame[figure] = [score[figure] for score in scores]
    if sentences:
        frame["sentence_mean"] = sentence_means
    frame.to_csv(target, index=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sentences="--sentences" in sys.argv)
