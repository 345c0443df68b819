from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.readers.files import read, written
from vockit.errors import InputError, UsageError
from vockit.readers.encodings import find_encoding, line_blocks
from vockit.readers.sources import SAMPLE

TEXT = "text,stars\nThe café wasn’t “très bon”,2\nCrème brûlée: 5 € — naïve,4\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    assert read(written(tmp_path, "in.csv", TEXT.encode(encoding))).texts == [
        "The café wasn’t “très bon”",
        "Crème brûlée: 5 € — naïve",
    ]


def test_latin_1(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "text,stars\nCafé très bon,5\n".encode("latin-1"))
    assert read(path).texts == read(path, encoding="latin-1").texts == ["Café très bon"]


def test_a_sample_cut_inside_a_character_is_no_fault() -> None:
    content = "é".encode() * SAMPLE
    for size in (SAMPLE - 1, SAMPLE, SAMPLE + 1):
        assert find_encoding(content[:size], whole=False) == "utf-8"
    assert find_encoding("abc é".encode()[:-1], whole=True) == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("shift", [0, 1])
def test_the_first_accent_may_come_late(tmp_path: Path, encoding: str, shift: int) -> None:
    plain = "text\n" + "a" * shift + "plain and simple text\n" * 60_000
    accents = "café déjà vu\n" * 1000
    reading = read(written(tmp_path, "in.csv", (plain + accents).encode(encoding)), dedupe="none")
    assert reading.texts[-1] == "café déjà vu"
    assert reading.ledger.rejected == 0


def test_characters_across_blocks(tmp_path: Path) -> None:
    texts = [f"{'é' * (number % 7)}😀 {number}" for number in range(60_000)]
    content = "text\n" + "".join(f"{text}\r\n" for text in texts)
    for encoding in ("utf-8", "utf-16"):
        path = written(tmp_path, "in.csv", content.encode(encoding))
        assert read(path).texts == texts


def test_lines_keep_their_ends_wherever_blocks_are_cut() -> None:
    text = "a\r\nb\nc\rd\r\r\n\ne"
    lines = ["a\r\n", "b\n", "c\r", "d\r", "\r\n", "\n", "e"]
    for cut in range(len(text) + 1):
        blocks = [block for block in (text[:cut], text[cut:]) if block]
        assert [line for block in line_blocks(blocks) for line in block] == lines
    assert [line for block in line_blocks(text) for line in block] == lines


def test_a_character_cut_by_the_end_costs_its_record_only(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        path = written(tmp_path, "in.csv", "text,stars\nCafé,5\nçà,é".encode(encoding)[:-1])
        reading = read(path)
        assert reading.texts == ["Café"]
        assert [one.line for one in reading.ledger.first_rejects] == [3]


def test_the_wrong_encoding_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", TEXT)
    with pytest.raises(InputError, match=r"--encoding|no text column"):
        read(path, encoding="utf-16")
    with pytest.raises(UsageError, match="no such encoding"):
        read(path, encoding="utf-88")


def test_a_mark_does_not_enter_the_first_name(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", codecs.BOM_UTF8 + b"text\nGood\n")
    assert read(path, encoding="utf-8").corpus.columns == ("text",)


WESTERN = {
    "German": "Die Lieferung kam viel zu spät. Köln, München: schöne Grüße, nie wieder!",
    "French": "Livraison très tardive, l’équipe était désagréable. Ça coûte 5 de trop, naïf.",
    "Spanish": "El envío llegó mañana, ¿por qué? El niño está enojado. Atención pésima.",
    "Portuguese": "Não gostei do atendimento. A entrega atrasou três dias, péssima. Coração.",
    "Swedish": "Leveransen var försenad, väldigt dålig kundtjänst på lördag.",
    "English": "The café was fine, the naïve résumé less so: £5 for that",
}


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_western_texts_of_one_line(language: str, encoding: str) -> None:
    content = f"id;text\r1;{WESTERN[language]}\r".encode(encoding, "ignore")
    found = find_encoding(content, whole=True)
    assert content.decode(found) == content.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Przesyłka nie dotarła na czas, obsługa była bardzo niemiła."),
        ("iso8859_2", "Zásilka přišla pozdě, obsluha nepříjemná. Děkuji, už nikdy!"),
        ("cp1254", "Sipariş çok geç geldi, müşteri hizmetleri ilgisiz, değil mi"),
        ("cp1251", "Доставка опоздала на неделю, никто не отвечает. Ужасно."),
        ("cp1253", "Η παράδοση άργησε πολύ, απαράδεκτη εξυπηρέτηση."),
        ("cp932", "配送が遅れました。サポートの対応が最悪です。もう二度と買いません。"),
        ("euc_jp", "配送が遅れました。サポートの対応が最悪です。もう二度と買いません。"),
        ("iso2022_jp", "配送が遅れました。サポートの対応が最悪です。"),
        ("gb18030", "快递太慢了，客服态度很差，再也不买了。"),
        ("big5", "快遞太慢了，客服態度很差，再也不買了。"),
        ("euc_kr", "배송이 너무 늦었어요. 고객센터는 답이 없네요."),
        ("utf-16-le", "배송이 너무 늦었어요. 고객센터는 답이 없네요."),
        ("utf-16-be", "배송이 너무 늦었어요. 고객센터는 답이 없네요."),
    ],
)
def test_texts_of_other_scripts_of_one_line(encoding: str, text: str) -> None:
    content = f"id;text\n1;{text}\n".encode(encoding)
    assert content.decode(find_encoding(content, whole=True)) == content.decode(encoding)


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("😀".encode()[:3], id="emoji cut by a database field"),
        pytest.param("😀".encode()[:2], id="emoji cut to two bytes"),
        pytest.param("€".encode()[:2], id="sign cut"),
        pytest.param(b"\xe9", id="one byte of Windows"),
        pytest.param(b"\xff", id="no character at all"),
    ],
)
def test_a_few_bad_bytes_cost_their_records_only(tmp_path: Path, bad: bytes) -> None:
    lines = ["id,text", "1,Café was lovely", "2,naïve staff", "3,Fine service"]
    content = "\n".join(lines).encode() + b"\n4,Great staff " + bad + b"\n5,Late again\n"
    reading = read(written(tmp_path, "in.csv", content))
    assert reading.texts == ["Café was lovely", "naïve staff", "Fine service", "Late again"]
    assert [one.line for one in reading.ledger.first_rejects] == [5]


def test_one_cut_character_among_ascii_is_no_other_encoding() -> None:
    content = b"id,text\n1,Great " + "😀".encode()[:3] + b"\n2,Fine\n"
    assert find_encoding(content, whole=True) == "utf-8"


@pytest.mark.parametrize("size", [1, 3, 1 << 19])
@pytest.mark.parametrize("name", ["in.csv", "in.txt"])
def test_zero_bytes_are_left_out(tmp_path: Path, size: int, name: str) -> None:
    zeros = b"\0" * size
    content = b"comment,stars\nLate" + zeros + b" again,1\n" + zeros + b",2\nKind,5\n" + zeros
    reading = read(written(tmp_path, name, content))
    assert reading.texts == ["Late again", "Kind"]
    assert reading.ledger.empty == 1


@pytest.mark.parametrize(
    "name", ["rot13", "base64", "hex", "zip", "punycode", "idna", "undefined", "unicode_escape"]
)
def test_codecs_that_make_no_text_are_no_encodings(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"--encoding {name}: no such encoding"):
        read(written(tmp_path, "in.csv", TEXT), encoding=name)
