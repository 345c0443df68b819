"""Pasted text: what it means, what stays as it is, and where everything was read."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.language import plain
from vockit.language.pasted.suspects import suspects

MEANT = [
    # Entities, escaped once, twice, or without the semicolon.
    ("I don&#39;t like it", "I don't like it"),
    ("I don&amp;#39;t like it", "I don't like it"),
    ("wasn&rsquo;t, caf&eacute;", "wasn’t, café"),
    ("chips &amp; dips &amp peas", "chips & dips & peas"),
    ("&amp;amp;amp;", "&"),
    # Tags.
    ("The staff were rude.<br />Never again", "The staff were rude.\nNever again"),
    ("&lt;b&gt;rude&lt;/b&gt;", "rude"),
    ('<a href="https://a.example/?b=1&c=2">here</a>', "here"),
    ("slow<script>let bad = 1 < 2;</script>till", "slow till"),
    ("<!-- worst -->fine", "fine"),
    # Escapes of other formats.
    (r"don\'t", "don't"),
    (r"rude.\nNever", "rude.\nNever"),
    (r"don\u2019t", "don’t"),
    # Missing blanks.
    ("It was bad!Never again", "It was bad! Never again"),
    ("bad!never again", "bad! never again"),
    ("why?Because", "why? Because"),
    ("what?!Never", "what?! Never"),
    ("slow.and rude", "slow. and rude"),
    ("10/10.Great", "10/10. Great"),
    ("10/10,great", "10/10, great"),
    ("staff:rude;till:slow", "staff: rude; till: slow"),
    ("(good)but slow", "(good) but slow"),
    ("slow .Rude", "slow . Rude"),
    ("the NHS.They tried", "the NHS. They tried"),
    ("bad!5 stars", "bad! 5 stars"),
    ("great:)Thanks", "great :) Thanks"),
    ("great:D", "great :D"),
    # Signs between words, bullets, numbers of lines.
    ("rude|slow+dear=bad*worse", "rude | slow + dear = bad * worse"),
    ("rude•slow, friendly~helpful, slow_till", "rude • slow, friendly ~ helpful, slow _ till"),
    ("-rude staff\n-slow till", "- rude staff\n- slow till"),
    ("1.rude staff\n2)slow till", "1. rude staff\n2) slow till"),
    ("•rude ~slow", "• rude ~ slow"),
    ('"rude"Never [slow]staff', '"rude" Never [slow] staff'),
    ("<b>rude</b>staff, <i>un</i>helpful", "rude staff, unhelpful"),
    ("rude%20staff don%27t", "rude staff don't"),
    ("don=E2=80=99t", "don’t"),
    ("rude\rNever\u2028slow\x0bbad", "rude\nNever\nslow\nbad"),
    # What cannot be seen.
    ("\ufeffLate again", "Late again"),
    ("La\u200bte ag\u00adain\u2060", "Late again"),
    ("Late\x00 again\x07", "Late again"),
    # Apostrophes and quotes.
    *((f"don{mark}t", "don't") for mark in "′´`ʼʹʻˈ՚＇‛‵‘ʾꞋ᾽‚,"),
    ("don''t, don\"t, don?t, don\ufffdt", "don't, don't, don't, don't"),
    ("I?m sure it?s late", "I'm sure it's late"),
    ("«bad» ″bad″", '"bad" "bad"'),
    ("don\x92t", "don’t"),
    # Dashes, wide and bold letters, ligatures, accents.
    ("full‑time", "full-time"),
    ("ｂａｄ！Ｎｅｖｅｒ", "bad! Never"),
    ("𝗯𝗮𝗱 ﬁt", "bad fit"),
    ("cafe\u0301", "café"),
    # Encodings that were guessed wrongly, and bytes that were cut off.
    ("It wasnâ€™t good", "It wasn’t good"),
    ("CafÃ© â€œbadâ€\x9d", "Café “bad”"),
    ("donâ€t", "don't"),
    ("goodÂ food, goodÂ\u00a0food", "good food, good\u00a0food"),
    ("Ã¢â‚¬â„¢ðŸ˜¡", "’😡"),
    ("great\ufffd food", "great food"),
]
STAYS = [
    *("Booking.com is down", "Amazon.co.uk", "https://t.co/aB1.cd?x!Y", "www.a.example/b.C?d=e"),
    *(
        "jo@mail.example",
        "@Norrow:hi",
        "at 10:30pm",
        "v2.0.1",
        "iOS.14",
        "1,000.50",
        "3:1",
        "3.5stars",
    ),
    *("e.g.this", "U.S.A", "the U.K.based", "9 a.m.to 5 p.m.", "Mr.Smith", "J.Crew", "R2.D2"),
    *("I <3 it", "a < b and c > d", "<name> said", "AT&T", "R&B", "Q&A;", "&champ;"),
    *("sh*t f**k C++ a+b x=y 50%25 R&D -5 -ve e-mail well-known", 'Toys"R"Us user_x @a_good_day'),
    *("https://a.example/?good=bad|slow_rude", "*rude* and **rude** - fine", "a\r\nb"),
    *("nice :) ;P :D", ":smile:great", "sh!t", "P!nk", "option(s)are", "(see below:)"),
    *("👩\u200d🍳 and ❤️ and 1️⃣", "NÃO", "Ångström", "São", "naïve", "5 £ – 6 €… “so” ‘so’"),
    *(
        r"C:\temp\new",
        "stayed.There",
        "good,bad",
        "good...bad",
        "don't and don’t",
        "10%off",
        "no.5",
    ),
]


@pytest.mark.parametrize(("pasted", "meant"), MEANT)
def test_it_means_what_it_says(pasted: str, meant: str) -> None:
    assert plain(pasted).text == meant


@pytest.mark.parametrize("text", STAYS)
def test_what_is_plain_stays(text: str) -> None:
    assert plain(text).text == text


@pytest.mark.parametrize("pasted", [pasted for pasted, meant in MEANT if pasted != meant])
def test_the_first_look_misses_none(pasted: str) -> None:
    assert suspects(["plain", f"x {pasted}", "", pasted]) == [1, 3]


def test_paragraphs_are_blank_lines() -> None:
    assert plain("<p>Bad</p><p>Never</p>").text.split() == ["Bad", "Never"]
    assert "\n\n" in plain("<p>Bad</p><p>Never</p>").text.strip()


def test_most_texts_are_not_looked_at() -> None:
    assert suspects(["I can't, it isn’t – “no”… £5, 10:30; (yes!) e-mail: 3.5 stars."]) == []


PIECES = st.sampled_from(
    (
        *("don", "t", "bad", "Never", "rude", "I", "A", "5", " ", " ", "\n", "\n\n", "\u00a0"),
        *(
            "'",
            "’",
            "′",
            "`",
            "´",
            '"',
            "''",
            "!",
            "?",
            ".",
            ",",
            ";",
            ":",
            ")",
            "(",
            "…",
            "-",
            "—",
        ),
        *("&amp;", "&", "#39;", "&#39;", "amp;", "lt;", "<br>", "<", "p", ">", "/", "</p>", "<!--"),
        *("\ufeff", "\u200b", "\u200d", "\u00ad", "\x00", "\ufe0f", "👩", "🍳", "❤", "\ufffd"),
        *(
            "â€™",
            "Ã©",
            "â",
            "€",
            "Â",
            "e\u0301",
            "\u0301",
            "Ａ",
            "ﬁ",
            "𝗯",
            "\\",
            "n",
            "u2019",
            "\x92",
        ),
        *(
            "http://t.co/",
            "www.",
            "@",
            ".com",
            "ᄀ",
            "ᅡ",
            "\ud800",
            "rude",
            "|",
            "~",
            "=E2=80=99",
            "%20",
            "\r",
            "•",
            "–",
            "_",
            "]",
        ),
    )
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS)
def test_plain_text_is_plain(text: str) -> None:
    once = plain(text).text
    assert plain(once).text == once


@given(TEXTS)
def test_only_suspects_change(text: str) -> None:
    if plain(text).text != text:
        assert suspects(["a", text]) == [1]


@given(TEXTS)
def test_every_character_comes_from_a_place(text: str) -> None:
    found = plain(text)
    places = [found.span(place) for place in range(len(found.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert places == sorted(places)
    for sign, (start, end) in zip(found.text, places, strict=True):
        # What was neither put in nor changed is there.
        if sign in "rude🍳" and end - start == 1 and text[start].isascii() == sign.isascii():
            assert text[start] == sign


@pytest.mark.parametrize(
    "part", ["bad!Never", "&amp;", "<b ", "<!--", ":)", "…", "e\u0301", "â€™", "👩\u200d", "漢字"]
)
def test_a_long_text_takes_linear_time(part: str) -> None:
    def seconds(n: int) -> float:
        start = process_time()
        plain(part * (n // len(part)))
        return process_time() - start

    once = min(seconds(4_000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(2)) < 8 * once + 0.05
