"""What stands below a mail and is not of its writer: quoted mail, signatures of devices.

Only what is certain is left out: lines that begin with ``>``, and all below a line that says that
somebody wrote, or below the head of another mail, if the mail has words of its own above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_WROTE: Final = (
    r"On\b.{3,200}\bwrote",
    r"Am\b.{3,200}\bschrieb\b.{0,120}",
    r"Le\b.{3,200}\ba écrit",
    r"El\b.{3,200}\bescribió",
    r"Em\b.{3,200}\bescreveu",
    r"Il\b.{3,200}\bha scritto",
    r"Op\b.{3,200}\bschreef\b.{0,120}",
    r"Pada\b.{3,200}\bmenulis",
    r"Den\b.{3,200}\bskrev\b.{0,120}",
    r"W dniu\b.{3,200}\bnapisał(?:\(a\)|a)?",
    r"\d{4}[./년-].{3,120}(?:님이 작성|：|さんは書きました|写道)",
)
_LINE_WROTE = re.compile(
    rf"^[ \t]*(?:{'|'.join(_WROTE)})\s?:[ \t]*$".replace(".{3,200}", r"(?:.|\n(?!\s*\n)){3,200}?"),
    re.MULTILINE,
)
"""Such a line by itself; mail programs break it in two."""
_INSIDE_WROTE = re.compile(
    r"(?<!\w)On [^\n]{3,120}?(?:\d{1,2}:\d{2}|\d{4}|<\S+@\S+>)[^\n]{0,120}? wrote:", re.IGNORECASE
)
"""The same where line ends were lost: only with a date, a time or an address."""
_ORIGINAL = re.compile(
    r"^[ \t>]*(?:[-_=]{2,60}\s?(?:Original Message|Original Appointment|Forwarded message|"
    r"Reply message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d['’]origine|"
    r"Message original|"
    r"Message transféré|Mensaje original|Mensaje reenviado|Mensagem original|Mensagem encaminhada|"
    r"Messaggio originale|Messaggio inoltrato|Oorspronkelijk bericht|Doorgestuurd bericht|"
    r"Pesan Asli|원본 메시지|元のメッセージ|原始邮件)\s?[-_=]{2,60}"
    r"|Begin forwarded message:|##- .{0,80}above this line.{0,20} -##"
    r"|_{20,200}[ \t]*(?=\n\s{0,5}\**(?:From|Von|De|Da|Van|Dari)\s?:))[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_INSIDE_ORIGINAL = re.compile(
    r"(?<!-)-{3,60}\s?(?:Original|Forwarded) Message\s?-{3}", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"^[ \t]*(?:(?:the )?(?:owner|management|manager|company|hotel|business|developer|seller|"
    r"merchant|restaurant|property|host)(?:['’]s)? (?:response|reply|answer)"
    r"|(?:response|reply|answer) from (?:the )?(?:owner|management|manager|company|hotel|business|"
    r"developer|seller|merchant|restaurant|property|host|(?-i:[A-Z])[\w&’' -]{0,30}))"
    r"(?: (?:team|on|at)\b[^\n]{0,40})?\s?(?::[^\n]*)?$",
    re.IGNORECASE | re.MULTILINE,
)
"""What the company wrote below a review."""
_HEAD = re.compile(
    r"^[ \t*]*(?:From|Von|De|Da|Van|Dari|Från|Fra)\s?:\**[^\n]{1,200}\n"
    r"(?:[^\n]{0,200}\n){0,2}?"
    r"[ \t*]*(?:Sent|Date|To|Gesendet|Datum|An|Envoyé|Date|À|Enviado(?: el)?|Fecha|Para|Enviada em|"
    r"Data|Inviato|A|Verzonden|Aan|Dikirim|Kepada|Skickat|Sendt|Til|Till)\s?:",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_LINES = re.compile(
    r"^[ \t]*(?:>|&gt;)[^\n]*(?:\n[ \t]*(?:>|&gt;)[^\n]*|\n[ \t]*(?=\n[ \t]*>))*", re.MULTILINE
)
_MORE_THAN = re.compile(r"[ \t]*(?:>|&gt;)=?[ \t]*[\d£$€¥+-][^\n]*")
"""One line that says "more than", as in "> 2 hours"."""
_DEVICE = re.compile(
    r"^[ \t]*(?:Sent from (?:my|Yahoo|Outlook|Mail)\b|Get Outlook for|Sent via|"
    r"Gesendet von (?:meinem|Mail)|Von meinem \w+ gesendet|Envoyé (?:de|depuis) mon|"
    r"Enviado (?:desde|do) (?:mi|meu)|Inviato da[l ]|Verzonden (?:vanaf|met) mijn|"
    r"Dikirim dari)[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_LONGEST_SIGNATURE: Final = 400

_SIGNS: Final = (
    "\n>", "\n&gt;", "---", "___", "wrote:", "wrote :", "schrieb", "a écrit", "escribió",
    "escreveu", "ha scritto", "schreef", "menulis", "skrev", "napisał", "작성", "書きました",
    "写道", "orwarded", "above this line", "\n-- \n", "\n--\n", "Sent from", "Get Outlook",
    "Sent via", "Gesendet v", "gesendet", "Envoyé d", "Enviado d", "Inviato da", "Verzonden",
    "Dikirim dari", "esponse", "eply", "nswer", "\nFrom:", "\nVon:", "\nDe:", "\nDe :", "\nDa:",
    "\nVan:", "\nDari:", "\n*From:",
)  # fmt: skip
"""One of them is in every text that has something to leave out, but for those in capitals."""


_SIGNS_IN_LINE: Final = ("wrote:", "---")
"""The same, of texts without a line end."""


def quotes_mail(texts: Sequence[str]) -> bool:
    """Whether any of the texts has what is not of its writer."""
    return any(next(not_of_writer(text), None) is not None for text in texts)


def not_of_writer(text: str) -> Iterator[tuple[int, int]]:
    """The spans that are not of the writer, in order; they do not overlap.

    Where nothing would be left, nothing is left out: all of it may be a mail passed on.
    """
    signs = _SIGNS if "\n" in text else _SIGNS_IN_LINE
    if not any(sign in text for sign in signs) and not text.startswith((">", "&gt;")):
        return
    spans = _spans(text)
    at = 0
    left = []
    for start, end in spans:
        left.append(text[at:start])
        at = end
    left.append(text[at:])
    if any(any(map(str.isalnum, part)) for part in left):
        yield from spans


def _spans(text: str) -> list[tuple[int, int]]:
    end = len(text)
    found: list[tuple[int, int]] = []
    for pattern in (_LINE_WROTE, _INSIDE_WROTE, _ORIGINAL, _INSIDE_ORIGINAL, _ANSWERED, _HEAD):
        match = pattern.search(text)
        if match is None:
            continue
        quoted = _QUOTED_LINES.match(text, _next_line(text, match.end()))
        if quoted is not None and pattern is not _HEAD:
            # The lines of the mail are marked, so what is below them is an answer to it.
            found.append((match.start(), quoted.end()))
        elif any(map(str.isalnum, text[: match.start()])):
            end = min(end, match.start())
    quotes = (match for match in _QUOTED_LINES.finditer(text) if not _MORE_THAN.fullmatch(match[0]))
    found += [match.span() for match in quotes]
    found += [match.span() for match in _DEVICE.finditer(text)]
    for match in _SIGNATURE.finditer(text):
        if match.start() and len(text) - match.end() <= _LONGEST_SIGNATURE:
            end = min(end, match.start())
            break
    if end < len(text):
        found.append((end, len(text)))
    return _joined(found)


def _next_line(text: str, place: int) -> int:
    """Where the next line with something in it begins."""
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return text.rfind("\n", 0, place) + 1 if place < len(text) else place


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, overlapping ones as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
