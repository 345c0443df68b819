"""Print how often vockit agrees with people's labels, as Markdown tables.

``python -m benchmarks.accuracy`` takes about a minute. The sets are those of ``../shared/data``;
docs/accuracy.md says what they are, and what the figures mean and do not mean.
"""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import md5, sha1
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from benchmarks.corpus import REAL
from vockit.annotation.annotator import Annotator
from vockit.annotation.polarity import polarity_of
from vockit.profile import ASKS, Asks
from vockit.settings import AnnotationSettings, SentimentProfile
from vockit.verbatims import Batch, Parts, TextColumn

LABELS = Path(__file__).with_name("labels.toml")
PROFILES: tuple[SentimentProfile, ...] = ("stock", "cx")
SIGN = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
BATCH = 4096

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Themes = Mapping[str, Sequence[str]]
"""Label to the themes that stand for it."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts and what people said of each. What a set does not have is None."""

    texts: Sequence[str]
    polarity: Floats | None = None
    """-1, 0 or 1; NaN where a text has none, or several."""
    figure: Floats | None = None
    """A rating, or the mean of people's own scores; NaN where missing."""
    linear: bool = False
    """Whether equal steps of the figure mean the same: Pearson's correlation, not Spearman's."""
    aspects: Sequence[Sequence[tuple[str, str]]] | None = None
    """Labels and their polarities, "" where the set has none of these."""
    asks: Sequence[Asks] | None = None
    """What the question asks for that each text answers."""

    def only(self, kept: Iterable[bool]) -> Labelled:
        """The texts for which ``kept`` is true."""
        places = [place for place, keep in enumerate(kept) if keep]
        return Labelled(
            [self.texts[place] for place in places],
            None if self.polarity is None else self.polarity[places],
            None if self.figure is None else self.figure[places],
            self.linear,
            None if self.aspects is None else [self.aspects[place] for place in places],
            None if self.asks is None else [self.asks[place] for place in places],
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What vockit found in the same texts."""

    compound: Floats
    polarity: Floats
    mentions: pd.DataFrame
    """``text`` (0-based), ``clause``, ``theme``, ``compound`` of the clause in ten-thousandths."""


# The halves. Words and the formula of ``cx`` were chosen on one half of the texts, rules of themes
# on a half by another digest, so each is measured on its own.


def sentiment_scored(texts: Iterable[str]) -> Bools:
    """Whether a text is in the half that was not read for the words of ``cx``."""
    return np.array([sha1(_bytes(text)).digest()[0] & 1 for text in texts], dtype=np.bool_)


def themes_scored(texts: Iterable[str]) -> Bools:
    """Whether a text is in the half that was not read for themes, but for the mentions drawn."""
    return np.array([md5(_bytes(text)).digest()[-1] & 1 for text in texts], dtype=np.bool_)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def table(*parts: str, separator: str = ",") -> pd.DataFrame:
    return pd.read_csv(REAL.joinpath(*parts), sep=separator, dtype=str, keep_default_na=False)


def numbers(column: pd.Series[str]) -> Floats:
    return pd.to_numeric(column, errors="coerce").to_numpy(np.float64)


def airline_tweets() -> Labelled:
    tweets = table("airline_tweets", "tweets.csv")
    return Labelled(
        tweets["text"].tolist(),
        polarity=np.array([SIGN[polarity] for polarity in tweets["airline_sentiment"]]),
        aspects=[((reason, ""),) if reason else () for reason in tweets["negativereason"]],
    )


def airline_tweets_unspoilt() -> Labelled:
    """The tweets in which no name of a label stands.

    In one of ten the set has "Cancelled Flight", "Late Flight" or "Flight Booking Problems" where
    the customer wrote some other word, "Cancelled Flightled" for "cancelled": the label stands in
    the text, and who looks for its words finds it.
    """
    tweets = airline_tweets()
    names = {label for aspects in tweets.aspects or () for label, _ in aspects if " " in label}
    return tweets.only(not any(name in text for name in names) for text in tweets.texts)


def nhs_feedback() -> Labelled:
    comments = table("nhs_feedback", "text_data.csv")
    criticality = numbers(comments["criticality"])
    return Labelled(
        comments["feedback"].tolist(),
        polarity=np.sign(np.where(np.abs(criticality) <= 5, criticality, np.nan)),
        aspects=[((label, ""),) for label in comments["label"]],
    )


NHS_ASKS: Mapping[str, Asks] = {
    "Trust A - Q1": "improve",
    "Trust A - Q2": "praise",
    "Trust C - Q1": "open",
    "Trust C - Q2": "improve",
}
"""By what their answers say: the set does not have the questions."""


def nhs_without_trust_b() -> Labelled:
    """The comments to two of the three trusts, without their themes.

    All but three of the neutral labels are those of the third, whose one question was coded in
    another way: "Very caring." is neutral there.
    """
    comments = table("nhs_feedback", "text_data.csv")
    every = replace(nhs_feedback(), aspects=None)
    return every.only(question in NHS_ASKS for question in comments["question"])


def nhs_asked() -> Labelled:
    """The same, with what their questions ask for."""
    questions = table("nhs_feedback", "text_data.csv")["question"]
    asks = [NHS_ASKS[question] for question in questions if question in NHS_ASKS]
    return replace(nhs_without_trust_b(), asks=asks)


def sentences(*files: str) -> Labelled:
    found = [node for file in files for node in ET.parse(REAL / file).getroot()]
    aspects = [
        tuple((a.get("category", ""), a.get("polarity", "")) for a in node.iter("aspectCategory"))
        for node in found
    ]
    return Labelled(
        [node.findtext("text", "") for node in found],
        polarity=np.array([_only_sign(polarity for _, polarity in some) for some in aspects]),
        aspects=aspects,
    )


def _only_sign(polarities: Iterator[str]) -> float:
    """The one polarity that all aspects of a text have."""
    different = set(polarities)
    return SIGN.get(different.pop(), np.nan) if len(different) == 1 else np.nan


def semeval14() -> Labelled:
    return sentences("semeval14/restaurants_train.xml")


def mams_acsa() -> Labelled:
    return sentences("mams_acsa/train.xml", "mams_acsa/val.xml")


def trustpilot() -> Labelled:
    reviews = table("trustpilot_pet_insurance", "reviews.csv")
    return Labelled(reviews["text"].tolist(), figure=numbers(reviews["rating"]))


def skytrax_lounges() -> Labelled:
    reviews = table("skytrax", "lounge_reviews.csv")
    rating = numbers(reviews["overall_rating"])
    # A few are out of ten.
    return Labelled(reviews["content"].tolist(), figure=np.where(rating <= 5, rating, np.nan))


def skytrax_airline() -> Labelled:
    reviews = table("skytrax", "ba_reviews.csv")
    aspects = ["seat_comfort", "cabin_staff_service", "food_beverages", "ground_service"]
    rated = [numbers(reviews[aspect]) for aspect in [*aspects, "value_for_money"]]
    return Labelled(
        reviews["content"].tolist(), figure=pd.DataFrame(rated).mean().to_numpy(np.float64)
    )


def alexa() -> Labelled:
    reviews = table("messy", "amazon_alexa.tsv", separator="\t")
    return Labelled(reviews["verified_reviews"].tolist(), figure=numbers(reviews["rating"]))


def ground_truth(file: str) -> Labelled:
    lines = (REAL / "vader_ground_truth" / file).read_bytes().decode("utf-8").split("\n")
    cells = [line.rstrip("\r").split("\t") for line in lines if line]
    means = np.array([float(mean) for _, mean, _ in cells])
    return Labelled([text for _, _, text in cells], figure=means, linear=True)


SETS: Mapping[str, Callable[[], Labelled]] = {
    "airline_tweets": airline_tweets,
    "airline_tweets unspoilt": airline_tweets_unspoilt,
    "nhs_feedback": nhs_feedback,
    "nhs_feedback without Trust B": nhs_without_trust_b,
    "nhs_feedback asked": nhs_asked,
    "semeval14": semeval14,
    "mams_acsa": mams_acsa,
    "trustpilot_pet_insurance": trustpilot,
    "skytrax lounges": skytrax_lounges,
    "skytrax airline": skytrax_airline,
    "messy alexa": alexa,
    "vader_ground_truth tweets": lambda: ground_truth("tweets_GroundTruth.txt"),
    "vader_ground_truth snippets": lambda: ground_truth("amazonReviewSnippets_GroundTruth.txt"),
}


def find(texts: Sequence[str], annotator: Annotator, asks: Sequence[Asks] | None = None) -> Found:
    """Annotate the texts, as answers to questions that ask for something where ``asks`` says so."""
    names = np.array(annotator.vocabulary.themes, dtype=object)
    compounds, polarities, mentions = [], [], []
    for start in range(0, len(texts), BATCH):
        some = texts[start : start + BATCH]
        parts = None if asks is None else _parts(some, asks[start : start + BATCH])
        found = annotator(Batch(0, np.arange(1, len(some) + 1), some, parts=parts))
        compounds.append(found.compound)
        polarities.append(found.polarity.astype(np.float64))
        mentions.append(
            pd.DataFrame(
                {
                    "text": found.mentions.verbatim + start,
                    "clause": found.clauses.number[found.mentions.clause],
                    "theme": names[found.mentions.theme],
                    "compound": found.mentions.compound,
                }
            )
        )
    return Found(np.concatenate(compounds), np.concatenate(polarities), pd.concat(mentions))


def _parts(texts: Sequence[str], asks: Sequence[Asks]) -> Parts:
    """Each text as the answer to its question."""
    columns = tuple(TextColumn(one, one) for one in ASKS)
    start = np.array([len(text) - len(text.lstrip()) for text in texts], dtype=np.int64)
    end = np.array([len(text.rstrip()) for text in texts], dtype=np.int64)
    column = np.array([ASKS.index(one) for one in asks], dtype=np.int64)
    return Parts(columns, np.arange(len(texts)), start, end, column)


def three_classes(data: Labelled, found: Mapping[SentimentProfile, Found]) -> Iterator[Row]:
    """Share of texts with the right polarity, and F1 as the mean of the three classes.

    Who always says the commonest class is right as often as that class is common.
    """
    if data.polarity is None:
        return
    for half, chosen in _halves(sentiment_scored(data.texts), ~np.isnan(data.polarity)):
        gold = data.polarity[chosen]
        row: Row = {"half": half, "n": len(gold), "commonest class": _commonest(gold)}
        for profile, in_texts in found.items():
            said = in_texts.polarity[chosen]
            row[f"accuracy {profile}"] = (gold == said).mean()
            row[f"macro-F1 {profile}"] = np.mean([_f1(gold == k, said == k) for k in (-1, 0, 1)])
        yield row


def correlations(data: Labelled, found: Mapping[SentimentProfile, Found]) -> Iterator[Row]:
    """How compounds rise with a rating, or with the mean of people's scores."""
    if data.figure is None:
        return
    for half, chosen in _halves(sentiment_scored(data.texts), ~np.isnan(data.figure)):
        row: Row = {"half": half, "n": int(chosen.sum())}
        row["measure"] = "Pearson" if data.linear else "Spearman"
        for profile, in_texts in found.items():
            compound, figure = in_texts.compound[chosen], data.figure[chosen]
            if data.linear:
                row[profile] = float(stats.pearsonr(compound, figure).statistic)
            else:
                row[profile] = float(stats.spearmanr(compound, figure).statistic)
        yield row


def untagged(data: Labelled, found: Mapping[SentimentProfile, Found]) -> Iterator[Row]:
    """Share of the texts in which no theme is found."""
    tagged = np.isin(np.arange(len(data.texts)), found["cx"].mentions["text"])
    for half, chosen in _halves(themes_scored(data.texts)):
        yield {"half": half, "n": int(chosen.sum()), "untagged": (~tagged[chosen]).mean()}


def detection(data: Labelled, found: Found, themes: Themes) -> Iterator[Row]:
    """Recall, precision and F1 of each label, and of all decisions together."""
    gold, said = gold_labels(data, themes), found_labels(data, found, themes)
    right = gold.merge(said, on=["text", "label"])
    meant = [label for label in themes if themes[label]]
    for half, chosen in _halves(themes_scored(data.texts)):
        counts = pd.DataFrame(
            {
                name: frame.loc[chosen[frame["text"]], "label"].value_counts()
                for name, frame in (("gold", gold), ("said", said), ("right", right))
            }
        )
        counts = counts.reindex(list(themes)).fillna(0)
        counts.loc["with themes"] = counts.loc[meant].sum()
        counts.loc["all labels"] = counts.loc[list(themes)].sum()
        for label, n, given, hits in counts.itertuples():
            recall, precision = hits / n if n else np.nan, hits / given if given else np.nan
            f1 = 2 * hits / (n + given) if n + given else np.nan
            row: Row = {"label": label, "half": half, "n": int(n)}
            yield row | {"recall": recall, "precision": precision, "F1": f1}


def label_polarity(
    data: Labelled, found: Mapping[SentimentProfile, Found], themes: Themes
) -> Iterator[Row]:
    """Share of the labels given by people whose polarity is right.

    It is that of the mean compound over the clauses that mention the label, and that of the text
    where none does. ``conflict`` is a polarity that vockit does not have: always wrong.
    """
    gold = gold_labels(data, themes)
    if not gold["polarity"].isin(SIGN).any():
        return
    truth = np.array([SIGN.get(polarity, np.nan) for polarity in gold["polarity"]])
    place = gold["text"].to_numpy(np.int64)
    right: dict[SentimentProfile, Bools] = {}
    in_clauses = np.zeros(len(gold), dtype=np.bool_)
    for profile, in_texts in found.items():
        merged = gold.merge(found_labels(data, in_texts, themes), how="left", on=["text", "label"])
        mean = merged["compound"].to_numpy(np.float64)
        in_clauses = ~np.isnan(mean)
        of_label = polarity_of(np.rint(np.nan_to_num(mean)).astype(np.int64))
        right[profile] = np.where(in_clauses, of_label, in_texts.polarity[place]) == truth
    scored = (sentiment_scored(data.texts) & themes_scored(data.texts))[place]
    for half, chosen in _halves(scored):
        row: Row = {"half": half, "n": int(chosen.sum()), "found": in_clauses[chosen].mean()}
        row["commonest class"] = _commonest(truth[chosen])
        row |= {f"{name}, found": hit[chosen & in_clauses].mean() for name, hit in right.items()}
        yield row | {f"{name}, all": hit[chosen].mean() for name, hit in right.items()}


def gold_labels(data: Labelled, themes: Themes) -> pd.DataFrame:
    """One row a text and label that people gave: ``text``, ``label``, ``polarity``."""
    rows = [
        (place, label, polarity)
        for place, aspects in enumerate(data.aspects or ())
        for label, polarity in aspects
        if label in themes
    ]
    return pd.DataFrame(rows, columns=["text", "label", "polarity"])


def found_labels(data: Labelled, found: Found, themes: Themes) -> pd.DataFrame:
    """One row a text and label whose themes were found: ``text``, ``label``, mean ``compound``.

    A label without themes is found where no other is, with no compound.
    """
    names = found.mentions["theme"].unique().tolist()
    of_label = pd.DataFrame(
        [
            (label, name)
            for label, prefixes in themes.items()
            for name in names
            if any(f"{name}/".startswith(f"{prefix}/") for prefix in prefixes)
        ],
        columns=["label", "theme"],
    )
    labelled = {place for place, aspects in enumerate(data.aspects or ()) if aspects}
    clauses = found.mentions.merge(of_label, on="theme")
    clauses = clauses[clauses["text"].isin(labelled)].drop_duplicates(["text", "clause", "label"])
    means = clauses.groupby(["text", "label"])["compound"].mean().reset_index()
    rest = sorted(labelled.difference(means["text"]))
    parts: list[pd.DataFrame] = [means]
    for label in themes:
        if not themes[label]:
            parts.append(pd.DataFrame({"text": rest, "label": label}))
    return pd.concat(parts, ignore_index=True)


def _halves(scored: Bools, within: Bools | None = None) -> Iterator[tuple[str, Bools]]:
    """Both halves of the texts that count, without one that has none."""
    for half, chosen in (("look", ~scored), ("score", scored)):
        counted = chosen if within is None else chosen & within
        if counted.any():
            yield half, counted


def _commonest(classes: Floats) -> float:
    return max(float((classes == sign).mean()) for sign in SIGN.values())


def _f1(gold: Bools, said: Bools) -> float:
    return float(2 * (gold & said).sum() / max((gold.sum() + said.sum()), 1))


def measure(sets: Mapping[str, Labelled], labels: Mapping[str, Themes]) -> dict[str, pd.DataFrame]:
    """The tables by title, one row a set, label and half: ``look`` or ``score``."""
    annotators = {
        name: Annotator(AnnotationSettings(sentiment=name, language="any")) for name in PROFILES
    }
    rows: dict[str, list[Row]] = {}

    def add(title: str, name: str, found: Iterable[Row]) -> None:
        rows.setdefault(title, []).extend({"set": name} | row for row in found)

    for name, read in sets.items():
        data = read.only(bool(text.strip()) for text in read.texts)
        found = {profile: find(data.texts, annotators[profile], data.asks) for profile in PROFILES}
        add("Polarity of texts", name, three_classes(data, found))
        add("Correlations", name, correlations(data, found))
        if data.aspects and (themes := labels.get(name.split()[0])):
            add("Themes", name, detection(data, found["cx"], themes))
            add("Polarity of labels", name, label_polarity(data, found, themes))
        if data.aspects or data.figure is not None:
            add("Untagged", name, untagged(data, found))
    return {title: pd.DataFrame(found) for title, found in rows.items() if found}


def labels() -> dict[str, Themes]:
    """Of each set, the themes that stand for its labels."""
    with LABELS.open("rb") as file:
        return tomllib.load(file)


def as_markdown(frame: pd.DataFrame) -> Iterator[str]:
    """The lines of a table, one a set or label, with both halves in a cell: look / score."""
    keys = [name for name in ("set", "label", "measure") if name in frame]
    shown = frame[[*keys, *frame.columns.difference([*keys, "half"], sort=False)]]
    yield "| " + " | ".join(shown.columns) + " |"
    yield "|" + " --- |" * len(keys) + " ---: |" * (shown.shape[1] - len(keys))
    for key, rows in shown.groupby(keys, sort=False):
        values = (" / ".join(map(_written, rows[name])) for name in shown.columns[len(keys) :])
        yield "| " + " | ".join([*map(str, key), *values]) + " |"


def _written(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}"


def main() -> None:
    if not REAL.is_dir():
        print(
            "The labelled sets are not beside the repository, in ../shared/data: nothing measured."
        )
        return
    for title, frame in measure({name: read() for name, read in SETS.items()}, labels()).items():
        print(f"### {title}\n")
        print(*as_markdown(frame), "", sep="\n")


if __name__ == "__main__":
    main()
