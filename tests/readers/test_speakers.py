"""The company's replies are not customers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.readers.files import read, written
from vockit.readers.speakers import Side, find_speakers, side_of

SAID = ("My order is late", "We are so sorry to hear that!", "Still waiting", "Send us a message")


def thread(folder: Path, column: str, values: Sequence[str], texts: Sequence[str] = SAID) -> Path:
    path = folder / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", column, "text"])
        writer.writerows(
            (number, value, text)
            for number, (value, text) in enumerate(zip(values, texts, strict=True))
        )
    return path


@pytest.mark.parametrize(
    ("column", "customer", "company"),
    [
        ("inbound", "True", "False"),
        ("inbound", "1", "0"),
        ("Is_Inbound", "yes", "no"),
        ("outbound", "false", "true"),
        ("is_agent", "N", "Y"),
        ("from_customer", "TRUE", "FALSE"),
        ("direction", "inbound", "outbound"),
        ("Direction", "Incoming", "Outgoing"),
        ("direction", "received", "sent"),
        ("role", "user", "assistant"),
        ("author_type", "end-user", "agent"),
        ("author_role", "End user", "Support agent"),
        ("sender", "customer", "support"),
        ("sender_type", "CUSTOMER", "AGENT"),
        ("speaker", "Caller", "Rep"),
        ("from", "visitor", "operator"),
        ("participant", "Client", "Advisor"),
        ("author", "guest", "host"),
        ("authorType", "user", "staff"),
        ("message_from", "Customer", "Company"),
        ("message direction", "inbound", "outbound"),
        ("author type", "contact", "admin"),
        ("Absender", "Kunde", "Mitarbeiter"),
        ("auteur", "client", "conseiller"),
        ("remitente", "cliente", "agente"),
        ("pengirim", "pelanggan", "petugas"),
        ("발신자", "고객", "상담원"),
    ],
)
def test_a_column_says_who_speaks(tmp_path: Path, column: str, customer: str, company: str) -> None:
    path = thread(tmp_path, column, [customer, company, customer, company])
    reading = read(path, text=("text",))
    assert reading.texts == [SAID[0], SAID[2]]
    assert reading.ledger.replies == 2
    assert reading.said(f"speakers: column {column!r} tells customers from the company")
    assert read(path, text=("text",), speakers="all").texts == list(SAID)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("topic", ["staff", "delivery", "staff", "price"]),
        ("topic", ["staff", "support", "staff", "support"]),
        ("membership", ["guest", "member", "guest", "member"]),
        ("recommended", ["True", "False", "True", "False"]),
        ("is_verified", ["1", "0", "1", "0"]),
        ("channel", ["mail", "phone", "mail", "chat"]),
        ("sender", ["Jo Smith", "Ada B.", "Shop", "Bo"]),
        ("status", ["Received", "Sent", "Received", "Sent"]),
        ("flight_direction", ["inbound", "outbound", "inbound", "outbound"]),
        ("leg", ["Inbound", "Outbound", "Inbound", "Outbound"]),
        ("segment", ["Consumer", "Business", "Consumer", "Business"]),
        ("customer_type", ["Business", "Consumer", "Business", "Consumer"]),
        ("housing", ["Owner", "Tenant", "Owner", "Tenant"]),
        ("respondent", ["Staff", "Student", "Staff", "Student"]),
        ("account", ["company", "user", "company", "user"]),
        ("inbound", ["True", "True", "True", "True"]),
    ],
)
def test_other_columns_do_not(tmp_path: Path, column: str, values: list[str]) -> None:
    assert read(thread(tmp_path, column, values), text=("text",)).texts == list(SAID)


def test_a_record_that_does_not_say_is_a_customer_s(tmp_path: Path) -> None:
    values = ["customer", "agent"] * 20 + ["", "unknown"]
    texts = [f"text {number}" for number in range(len(values))]
    reading = read(thread(tmp_path, "sender", values, texts), text=("text",))
    assert len(reading.texts) == 22
    assert reading.texts[-2:] == texts[-2:]


def test_replies_are_counted_apart_from_all_else(tmp_path: Path) -> None:
    rows = "1,agent,Hello,\n2,customer,Late,\n3,customer,,\n4,agent,,\n5,customer,Late,\n"
    path = written(tmp_path, "in.csv", f"id,sender,text,x\n{rows}")
    ledger = read(path, dedupe="text").ledger
    assert (ledger.read, ledger.kept, ledger.replies) == (5, 1, 2)
    assert (ledger.empty, ledger.duplicates) == (1, 1)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("agent (rep_11)", "company"),
        ("Agent 12", "company"),
        ("customer_service", "company"),
        ("Customer care rep", "company"),
        ("Virtual Assistant", "company"),
        ("End-user", "customer"),
        ("Visitor 4231", "customer"),
        ("Kundin", "customer"),
        ("Jo Smith", None),
        ("Agent and customer", None),
        ("a customer of the support team", None),
        ("", None),
    ],
)
def test_sides_of_names(name: str, side: Side | None) -> None:
    assert side_of(name) == side


def test_the_texts_themselves_say_nothing_of_it() -> None:
    assert find_speakers({"text": ["customer", "agent"]}, ["text"]) is None
