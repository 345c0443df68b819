"""Whose words are in a text: turns of a conversation, quoted mail, signatures."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.files import SHARED, read, written
from vockit.readers.quotedmail import quotes_mail
from vockit.readers.speech import Speech, find_speech
from vockit.readers.turns import has_turns, turns_of

TURNS, MAIL = Speech(turns=True, mail=False), Speech(turns=False, mail=True)
EXPORTS = SHARED / "exports"


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "agent (rep_11): Hello!\ncustomer: Charged twice.\nagent (rep_11): Oh.\ncustomer: Bye",
            "Charged twice. Bye",
        ),
        ("Agent: Hello! Customer: My order is late. Agent: That is terrible.", "My order is late."),
        ("[10:02] Visitor 4231: it crashes\n[10:03] Anna (Support): Awful, sorry", "it crashes"),
        ("10:02 AM - Customer: late\n10:04 AM - Bot: Sorry", "late"),
        ("**Customer:** It leaks\n**Agent:** Terrible", "It leaks"),
        ("Kunde: Das ist kaputt\nMitarbeiter: Schade", "Das ist kaputt"),
        ("Client : trop cher\nConseiller : désolé", "trop cher"),
        ("Cliente: no funciona\nAgente: lo siento", "no funciona"),
        ("고객: 늦어요\n상담원: 죄송합니다", "늦어요"),
        ("Customer:\nIt leaks.\nBadly.\nAgent:\nSorry.", "It leaks. Badly."),
        ("CUSTOMER: it leaks<br>AGENT: sorry", "it leaks<br>"),
        ("Caller: I waited | Rep: sorry | Caller: 2 hours", "I waited | 2 hours"),
        ("It was like this.\nCustomer: late\nAgent: sorry", "It was like this. late"),
        ("User: the note: fine\nAssistant: great", "the note: fine"),
        ("Agent: hello?\nAgent: anyone?", ""),
        ("Customer (10:02): late\nAgent Smith (10:03): sorry", "late"),
        ("<b>Customer</b>: late<br/><b>Agent</b>: sorry", "late<br/>"),
        ("[Customer] It is late\n[Agent] Sorry", "It is late"),
        ("Customer> late\nAgent> sorry", "late"),
        ("Customer - It is late\nAgent - Sorry", "It is late"),
        ("2024-01-03 10:02:11 Customer: late\n2024-01-03 10:03:00 Agent: sorry", "late"),
        ("01/03/2024, 10:02 - Customer: late\n01/03/2024, 10:03 - Agent: sorry", "late"),
        ("(10:02:33) visitor: late\n(10:03:01) Jo: awful\n(10:04:00) visitor: ok", "late ok"),
        ("AGENT\nHello there\n\nCUSTOMER\nIt is late", "It is late"),
        ("Guest: It is dirty. Hotel: So terribly sorry. Guest: Fine.", "It is dirty. Fine."),
        ("Patient: I waited.\nNurse: sorry\nDoctor: sorry", "I waited."),
        ("Client: nul Agent: désolé", "nul"),
        ("CUSTOMER:late AGENT:sorry CUSTOMER:ok", "late ok"),
        ("お客様：遅いです\n担当者：申し訳ありません", "遅いです"),
        (
            '[{"role": "agent", "text": "Hi"}, {"role": "customer", "text": "It \\"leaks\\""}]',
            'It \\"leaks\\"',
        ),
        ('[{"from": "user", "body": "late"}, {"from": "bot", "body": "awful"}]', "late"),
    ],
)
def test_turns_of_the_company_are_left_out(text: str, own: str) -> None:
    found = TURNS.customers(text)
    assert words(found) == own
    assert len(found) == len(text)


@pytest.mark.parametrize(
    "texts",
    [
        ["Staff: rude. Rooms: fine.", "Service: slow"],
        ["Customer service: awful. I am a customer: no more."],
        ["I said: no. They said: yes."],
        ["Great"] * 9 + ["Customer: late\nAgent: sorry"],
        ["", "  "],
    ],
)
def test_reviews_are_no_conversations(texts: list[str]) -> None:
    assert not has_turns(texts)


def test_each_turn_has_its_words() -> None:
    text = "Agent: Hi.\nCustomer: Late."
    assert [(turn.side, text[turn.words : turn.end]) for turn in turns_of(text)] == [
        ("company", "Hi.\n"),
        ("customer", "Late."),
    ]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Hi,\n\nToo late.\n\nOn Mon, the Shop Team wrote:\n> Thank you!", "Hi, Too late."),
        (
            "Bad.\n\nOn Wed, 3 Jan 2024 at 10:00,\nShop <a@b.example> wrote:\n\nHappy",
            "Bad.",
        ),
        ("On 3 Jan 2024, Shop wrote:\n> Happy?\nNot at all.", "Not at all."),
        ("Bad. On Jan 3, 2024 at 10:00 AM Shop <a@b.example> wrote: > Happy to help", "Bad."),
        ("> Happy?\nNo.\n> And now?\nNeither.", "No. Neither."),
        ("Bad.\n&gt; Happy to help", "Bad."),
        ("Bad.\n\n-----Original Message-----\nFrom: Shop\nHappy", "Bad."),
        ("Bad.\n\n---------- Forwarded message ---------\nHappy", "Bad."),
        ("Bad.\n\nFrom: Shop <a@b.example>\nSent: Monday\nTo: me\nSubject: x\n\nHappy", "Bad."),
        ("Bad.\n________________________________\nFrom: Shop\nHappy", "Bad."),
        ("Schlecht.\n\nAm Mo., 3. Jan. 2024 um 10:00 schrieb Shop:\n> Danke", "Schlecht."),
        ("Schlecht.\n\n-----Ursprüngliche Nachricht-----\nVon: Shop", "Schlecht."),
        ("Schlecht.\n\nVon: Shop\nGesendet: Montag\nAn: mich\n\nDanke", "Schlecht."),
        ("Nul.\n\nLe lun. 3 janv. 2024 à 10:00, Shop a écrit :\n> Merci", "Nul."),
        ("Nul.\n\nDe : Shop\nEnvoyé : lundi\nÀ : moi\n\nMerci", "Nul."),
        ("Malo.\n\nEl lun, 3 ene 2024, Shop escribió:\n> Gracias", "Malo."),
        ("Ruim.\n\nEm seg., 3 de jan. de 2024, Shop escreveu:\n> Obrigado", "Ruim."),
        ("Male.\n\nIl giorno lun 3 gen 2024 Shop ha scritto:\n> Grazie", "Male."),
        ("Slecht.\n\nOp ma 3 jan. 2024 schreef Shop <a@b.example>:\n> Bedankt", "Slecht."),
        ("Buruk.\n\nPada Sen, 3 Jan 2024 Shop menulis:\n> Terima kasih", "Buruk."),
        ("Great app\n\nSent from my iPhone", "Great app"),
        ("Gut\n\nGesendet von meinem iPhone", "Gut"),
        ("Bien\n\nEnvoyé de mon iPhone", "Bien"),
        ("Bad, bye\n-- \nJo Smith\nDirector of Happiness", "Bad, bye"),
        ("Great food!\n\nOwner response: Thank you so much!", "Great food!"),
        ("Great food!\n\nResponse from the owner\nThank you", "Great food!"),
        ("Great food!\n\nReply from Norrow\nDear Jo, we are sorry", "Great food!"),
        ("Bad\n\n##- Please type your reply above this line -##\nHappy to help", "Bad"),
    ],
)
def test_what_stands_below_a_mail_is_left_out(text: str, own: str) -> None:
    found = MAIL.customers(text)
    assert words(found) == own
    assert len(found) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "On their website they wrote: 'free delivery'. That is a lie.",
        "On Monday the manager wrote: you are great",
        "Terrible --- never again",
        "Price > 100 is too much\nand so is this",
        "> all of it is quoted\n> yes",
        "Waited\n> 2 hours\nRude, too",
        "Paid\n>= £50 for nothing\nRude, too",
        "From: Shop\nSent: Monday\nTo: me\n\nAll of it was passed on",
        "From: London\nIt was late",
        "No answer from anyone.\nI wrote twice",
        "It was bad.\nThe manager's response was to laugh at us",
        "I sent from my phone a complaint and heard nothing",
        "-- ",
        "",
    ],
)
def test_what_may_be_the_writer_s_stays(text: str) -> None:
    assert MAIL.customers(text) == text
    assert not quotes_mail([text])


PIECES = st.sampled_from(
    ["Agent:", "customer:", " hello", "\n", "\n\n", "> quoted", "On Mon, Jo wrote:", "-- ", ".",
     " ", "-----Original Message-----", "From: x\nSent: y", "Sent from my phone", "é😀", "[10:02] "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from([TURNS, MAIL]))
def test_no_place_moves_and_nothing_is_added(text: str, speech: Speech) -> None:
    found = speech.customers(text)
    assert len(found) == len(text)
    assert all(new == old or new.isspace() for new, old in zip(found, text, strict=True))


def test_offsets_are_those_of_the_text_as_read(tmp_path: Path) -> None:
    said = "agent: Hello\ncustomer: It leaks badly.\nagent: Sorry\ncustomer: Awful\nagent: Bye"
    path = written(tmp_path, "in.csv", f'id,transcript\n1,"{said}"\n2,"agent: Anyone?"\n')
    reading = read(path)
    (text,) = reading.texts
    assert text.index("It leaks") == said.index("It leaks")
    assert reading.cells("transcript") == [said]
    assert (reading.ledger.replies, reading.ledger.partly) == (1, 1)
    assert read(path, speakers="all").texts[0] == said


def test_a_column_says_who_called_but_the_turns_whose_words_they_are(tmp_path: Path) -> None:
    said = '"agent: Hello\ncustomer: Late"'
    rows = f"1,inbound,{said}\n2,outbound,{said}\n"
    reading = read(written(tmp_path, "in.csv", f"id,direction,transcript\n{rows}"))
    assert reading.ledger.kept == 2


def test_conversations_and_mails_are_told_by_the_column() -> None:
    assert find_speech(["Great", "Late"]) == Speech(turns=False, mail=False)
    assert find_speech(["customer: late\nagent: sorry"]) == TURNS
    assert find_speech(["Great", "Late\n\nSent from my iPhone"]) == MAIL


@pytest.mark.skipif(not EXPORTS.exists(), reason="../shared/data is missing")
def test_the_exports() -> None:
    ledger = read(EXPORTS / "support_thread.csv").ledger
    assert (ledger.kept, ledger.replies) == (20, 40)
    calls = read(EXPORTS / "call_transcripts.csv")
    assert not any("agent (" in text or "terrible" in text for text in calls.texts)
    assert all(text.strip() for text in calls.texts)
    tickets = read(EXPORTS / "tickets.csv")
    assert not any("happy to help" in text or "wrote:" in text for text in tickets.texts)
