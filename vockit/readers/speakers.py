"""Who speaks in a record: the customer, or the company that answers.

A column says so by its values ("agent", "customer"; "inbound", "outbound"), or by its name and yes
or no (``inbound``, ``is_agent``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from vockit.cells import is_blank

Side = Literal["customer", "company"]

_CUSTOMERS: Final = (
    "customer customers client clients user users enduser consumer visitor guest passenger patient "
    "requester requestor contact lead member buyer shopper caller subscriber claimant complainant "
    "citizen tenant student traveller traveler renter respondent inbound incoming received "
    "kunde kundin anrufer besucher nutzer cliente clienta usuario usuária usuário visiteur "
    "utilisateur klant gebruiker bezoeker utente pelanggan pengguna pembeli müşteri kunden "
    "고객 손님 구매자 顧客 お客様 お客さま ユーザー 客户 顾客 用户"
)
_COMPANY: Final = (
    "agent agents support staff admin administrator operator company brand business rep "
    "representative csr advisor adviser assistant bot chatbot system automation autoreply employee "
    "team owner host merchant seller manager moderator helpdesk service merchantreply "
    "hotel restaurant shop store bank airline reception management nurse doctor clinic "
    "associate consultant specialist virtualassistant ivr ai outbound outgoing sent "
    "mitarbeiter mitarbeiterin berater beraterin kundenservice kundendienst conseiller conseillère "
    "opérateur agente asesor asesora operador atendente atendimento suporte assistente operatore "
    "assistenza medewerker klantenservice petugas penjual temsilci "
    "상담원 상담사 판매자 관리자 オペレーター オペレータ 担当者 店舗 客服 商家"
)
_TWO_WORDS: Final[Mapping[str, Side]] = {
    "end user": "customer",
    "end customer": "customer",
    "customer service": "company",
    "customer support": "company",
    "customer care": "company",
    "customer agent": "company",
    "support agent": "company",
    "service agent": "company",
    "service desk": "company",
    "help desk": "company",
    "user support": "company",
    "client services": "company",
    "virtual assistant": "company",
    "sales rep": "company",
    "live agent": "company",
    "from customer": "customer",
    "from agent": "company",
    "to customer": "company",
    "to agent": "customer",
}
_YES_IS_CUSTOMER: Final = frozenset(
    {
        "inbound", "isinbound", "incoming", "isincoming", "fromcustomer", "iscustomer",
        "bycustomer", "customermessage", "iscustomermessage", "fromuser", "isuser", "fromclient",
        "isclient", "iscustomerreply", "sentbycustomer", "isfromcustomer",
    }
)  # fmt: skip
_YES_IS_COMPANY: Final = frozenset(
    {
        "outbound", "isoutbound", "outgoing", "isoutgoing", "fromagent", "isagent", "byagent",
        "isstaff", "fromstaff", "isreply", "isresponse", "iscompany", "fromcompany", "isbrand",
        "frombrand", "isbot", "frombot", "isadmin", "fromadmin", "isemployee", "iscompanyreply",
        "isbrandreply", "isagentreply", "isbusiness", "isowner", "fromsupport", "issupport",
        "isautomated", "sentbyagent", "isfromagent", "isfromcompany",
    }
)  # fmt: skip
_YES: Final = frozenset(
    {
        "true", "yes", "y", "t", "1", "ja", "oui", "sí", "si", "sim",
    }
)  # fmt: skip
_NO: Final = frozenset(
    {
        "false", "no", "n", "f", "0", "nein", "non", "não", "nao",
    }
)  # fmt: skip
_CLEAR: Final = frozenset(
    {
        "agent", "agents", "support", "rep", "representative", "csr", "advisor", "adviser",
        "assistant", "bot", "chatbot", "operator", "helpdesk", "ivr", "conseiller", "conseillère",
        "agente", "asesor", "asesora", "atendente", "petugas", "상담원", "상담사", "オペレーター",
        "オペレータ", "客服",
    }
)  # fmt: skip
"""Names of the company's side whatever the column is called. Owners, businesses and staff may be
customers, and flights are inbound and outbound: those count only in a column of speakers."""
_SPEAKERS: Final = frozenset(
    {
        "author", "sender", "speaker", "from", "role", "who", "participant", "party", "actor",
        "writer", "poster", "direction", "absender", "auteur", "expéditeur", "remitente", "autor",
        "autore", "mittente", "remetente", "afzender", "pengirim", "penulis", "발신자", "작성자",
        "送信者", "发送者", "发件人",
    }
)  # fmt: skip
"""Words in the names of columns of speakers."""
_MESSAGES: Final = frozenset(
    {
        "message", "msg", "mail", "email", "tweet", "chat", "sms", "comment", "post", "reply",
        "conversation", "type", "name",
    }
)  # fmt: skip
"""Words beside them; of others, such as "flight direction", the column is about something else."""
_MOST: Final = 12
"""Distinct values of a column that says who speaks."""
_KNOWN: Final = 0.95
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class SpeakerColumn:
    """The column that says who speaks."""

    column: str
    yes: Side | None = None
    """Whose the record is where the column says yes; None where its words tell."""

    def side(self, value: str) -> Side | None:
        """Who speaks; None where the value does not tell."""
        if self.yes is None:
            return side_of(value)
        word = value.strip().casefold()
        if word in _YES:
            return self.yes
        return other_side(self.yes) if word in _NO else None


def find_speakers(
    values: Mapping[str, Sequence[str]], texts: Sequence[str]
) -> SpeakerColumn | None:
    """The column that says who speaks, if there are both customers and the company.

    ``texts`` are the columns of what they say. Of several columns the first is taken.
    """
    for column, cells in values.items():
        if column in texts:
            continue
        counts = Counter(cells)
        if len(counts) > _MOST:
            continue
        speakers = SpeakerColumn(column, _meaning_of_yes(column))
        sides = {cell: speakers.side(cell) for cell in counts if not is_blank(cell)}
        known = sum(counts[cell] for cell, side in sides.items() if side is not None)
        found = {side for side in sides.values() if side is not None}
        if len(found) < 2 or known < _KNOWN * sum(counts[cell] for cell in sides):
            continue
        company = [cell for cell, side in sides.items() if side == "company"]
        if speakers.yes is not None or _names_speakers(column) or all(map(_is_clear, company)):
            return speakers
    return None


def side_of(value: str) -> Side | None:
    """Whose side a name for a speaker is: ``agent (rep_11)`` and ``Support Team`` the company's."""
    words = _WORD.findall(value.casefold())
    if not 1 <= len(words) <= 3:
        return None
    together = [
        side for pair in pairwise(words) if (side := _TWO_WORDS.get(" ".join(pair))) is not None
    ]
    sides = {*together} or {side for word in words if (side := _sides().get(word)) is not None}
    return sides.pop() if len(sides) == 1 else None


def _names_speakers(column: str) -> bool:
    """Whether a column is called after who speaks: ``sender``, ``author_type``, ``direction``."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    words = set(_WORD.findall(spaced.casefold()))
    return bool(words & _SPEAKERS) and words <= _SPEAKERS | _MESSAGES


def _is_clear(value: str) -> bool:
    return not _CLEAR.isdisjoint(_WORD.findall(value.casefold()))


def _meaning_of_yes(column: str) -> Side | None:
    name = "".join(_WORD.findall(column.casefold()))
    if name in _YES_IS_CUSTOMER:
        return "customer"
    return "company" if name in _YES_IS_COMPANY else None


def other_side(side: Side) -> Side:
    """The one that the customer speaks with, or the customer."""
    return "company" if side == "customer" else "customer"


@cache
def _sides() -> Mapping[str, Side]:
    sides: dict[str, Side] = dict.fromkeys(_CUSTOMERS.split(), "customer")
    sides |= dict.fromkeys(_COMPANY.split(), "company")
    return sides
