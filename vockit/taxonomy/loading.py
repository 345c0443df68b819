"""From the names of packs and files to one taxonomy, and to the cues."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from vockit.errors import TaxonomyError
from vockit.naming import hint_for
from vockit.taxonomy.csv_files import read_taxonomy_csv
from vockit.taxonomy.drafts import TaxonomyDraft, ThemeDraft, default_label
from vockit.taxonomy.facets import FACET_VALUES
from vockit.taxonomy.model import Cue, Phrase, Rule, Taxonomy, Theme
from vockit.taxonomy.phrases import parse_rule
from vockit.taxonomy.toml_files import read_cues_toml, read_taxonomy_toml


def load_taxonomy(name_or_file: str) -> Taxonomy:
    """The taxonomy of a pack, or of a TOML or CSV file.

    Ancestors that no file names are created as groupings without rules of their own, and a theme
    takes each facet that it lacks from its nearest ancestor. Raises ``TaxonomyError``.
    """
    return load_taxonomies((name_or_file,))


def load_taxonomies(names: Sequence[str]) -> Taxonomy:
    """Several packs or files as one taxonomy, whose name joins theirs with ``+``.

    A theme that two of them define, or a word to which they give different valences, is an error.
    """
    drafts = [_read(name) for name in names]
    themes = _merge_themes(drafts)
    if not themes:
        raise TaxonomyError(
            f"{', '.join(draft.file for draft in drafts) or 'no taxonomy'}: there is no theme; "
            'write [themes."delivery/late"] with phrases = ["late delivery"]'
        )
    taxonomy = Taxonomy(
        "+".join(draft.name or Path(draft.file).stem for draft in drafts),
        _with_ancestors(themes),
        _merge_valences(drafts),
    )
    valence_rules(taxonomy)
    return taxonomy


@cache
def load_cues() -> tuple[Cue, ...]:
    """The cues of all lexica that come with vockit, sorted by name."""
    cues: dict[str, tuple[Cue, str]] = {}
    for file in _packaged("cues"):
        for cue in read_cues_toml(_decode(file.read_bytes(), file.name), file.name):
            if cue.name in cues:
                raise TaxonomyError(
                    f"cue {cue.name} is defined twice, in {cues[cue.name][1]} and in {file.name}"
                )
            cues[cue.name] = cue, file.name
    return tuple(cues[name][0] for name in sorted(cues))


def pack_names() -> tuple[str, ...]:
    """The names of the packs that come with vockit, sorted."""
    return tuple(file.name.removesuffix(".toml") for file in _packaged("packs"))


def valence_rules(taxonomy: Taxonomy) -> tuple[tuple[Rule, float], ...]:
    """The words and phrases of ``[valence]`` as rules, each a ``Phrase``, with their valences."""
    rules = []
    for words, value in taxonomy.valence.items():
        where = f"{taxonomy.name}, valence of {words!r}"
        rule = parse_rule(words, where)
        if not isinstance(rule.expression, Phrase):
            raise TaxonomyError(
                f"{where}: a valence belongs to words that follow one another; drop NEAR and +"
            )
        rules.append((rule, value))
    return tuple(rules)


def _packaged(folder: str) -> list[Traversable]:
    entries = files("vockit.taxonomy").joinpath(folder).iterdir()
    return sorted((e for e in entries if e.name.endswith(".toml")), key=lambda entry: entry.name)


@cache
def _read_pack(name: str) -> TaxonomyDraft:
    """A pack, which nobody changes while the program runs."""
    file = files("vockit.taxonomy").joinpath("packs", f"{name}.toml")
    return read_taxonomy_toml(_decode(file.read_bytes(), file.name), file.name)


def _read(name: str) -> TaxonomyDraft:
    if name in pack_names():
        return _read_pack(name)
    path = Path(name)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise TaxonomyError(_not_found(path)) from None
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise TaxonomyError(f"{name}: cannot be read as a taxonomy: {reason}") from None
    match path.suffix.lower():
        case ".toml":
            return read_taxonomy_toml(_decode(content, name), name)
        case ".csv" | ".tsv" | ".txt":
            return read_taxonomy_csv(_decode(content, name, fallback="cp1252"), name)
    raise TaxonomyError(f"{name}: a taxonomy is a .toml or .csv file; save it as one of these")


def _not_found(path: Path) -> str:
    folder = path.parent
    beside = [
        str(folder / entry.name)
        for entry in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if entry.suffix.lower() in {".toml", ".csv", ".tsv"}
    ]
    hint = hint_for(str(path), [*pack_names(), *beside])
    return f"taxonomy {str(path)!r} is neither a pack nor a file; {hint}"


def _decode(content: bytes, file: str, fallback: str | None = None) -> str:
    """UTF-8, UTF-16 with its mark, or the fallback: what a Windows spreadsheet writes as CSV."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8-sig", *([fallback] if fallback else [])]
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    raise TaxonomyError(f"{file}, line {line}: not readable as text; save it as UTF-8")


def _merge_themes(drafts: Sequence[TaxonomyDraft]) -> dict[str, Theme]:
    merged: dict[str, ThemeDraft] = {}
    for draft in drafts:
        for entry in draft.themes:
            name = entry.theme.name
            if name in merged:
                raise TaxonomyError(
                    f"{entry.where}: it is defined already in {merged[name].where}; "
                    "rename one, or delete it"
                )
            merged[name] = entry
    return {name: entry.theme for name, entry in merged.items()}


def _merge_valences(drafts: Sequence[TaxonomyDraft]) -> dict[str, float]:
    merged: dict[str, tuple[float, str]] = {}
    for draft in drafts:
        for words, value in draft.valence.items():
            earlier, file = merged.setdefault(words, (value, draft.file))
            if earlier != value:
                raise TaxonomyError(
                    f"{draft.file}, valence of {words!r}: it is {value:g} here and {earlier:g} in "
                    f"{file}; delete one"
                )
    return {words: merged[words][0] for words in sorted(merged)}


def _with_ancestors(themes: Mapping[str, Theme]) -> tuple[Theme, ...]:
    """All themes and groupings sorted by name, so that a parent is complete before its children."""
    parents = {name[:i] for name in themes for i, sign in enumerate(name) if sign == "/"}
    complete: dict[str, Theme] = {}
    for name in sorted(themes.keys() | parents):
        theme = themes.get(name) or Theme(name, default_label(name))
        parent = complete.get(name.rpartition("/")[0])
        complete[name] = theme if parent is None else _inherit(theme, parent)
    return tuple(complete.values())


def _inherit(theme: Theme, parent: Theme) -> Theme:
    missing = {facet for facet in FACET_VALUES if getattr(theme, facet) is None}
    return replace(theme, **{facet: getattr(parent, facet) for facet in sorted(missing)})
