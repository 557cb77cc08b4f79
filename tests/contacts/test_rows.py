"""Contact files: good rows load, bad ones are named with their line, whatever surrounds them."""

from hypothesis import given, strategies as st

from softphone.contacts.csv_rows import LONGEST_ROW, read_csv
from softphone.contacts.entries import LONGEST_FIELD, BadRow, Entry, Kind, Row
from softphone.contacts.json_rows import read_json
from softphone.contacts.vcard_rows import MOST_PROPERTIES, read_vcards


def csv(text: str) -> list[Row]:
    return list(read_csv(text.splitlines(keepends=True)))


def cards(text: str) -> list[Row]:
    return list(read_vcards(text.splitlines(keepends=True)))


def bad_lines(rows: list[Row]) -> list[int]:
    return [row.line for row in rows if isinstance(row, BadRow)]


def good_names(rows: list[Row]) -> list[str]:
    return [row.name for row in rows if isinstance(row, Entry)]


def test_csv_has_columns_in_any_order_with_any_separator() -> None:
    rows = csv('\ufeffPhone;Full Name;Type;Colour\n030 1;"Anna; Dr.";agent;red\n')

    assert rows == [Entry(name="Anna; Dr.", number="030 1", kind=Kind.AGENT)]


def test_bad_csv_rows_are_named_and_the_others_load() -> None:
    text = (
        "name,number,kind,waitTime\nAnna,1,,\n,2,,\nBert,,,\nCarl,3,wizard,\nQ,4,queue,soon\n\nDora,5,,,6\nEmil,7,,\n"
    )

    rows = csv(text)

    assert good_names(rows) == ["Anna", "Emil"]
    assert bad_lines(rows) == [3, 4, 5, 6, 8]


def test_a_quote_that_is_never_closed_spoils_one_row() -> None:
    text = 'name,number\nAnna,1\n"Bert,2\n' + "".join(f"N{place},{place}\n" for place in range(40))

    rows = csv(text)

    assert bad_lines(rows) == [3]
    assert len(good_names(rows)) == 41


def test_a_quoted_row_may_have_several_lines() -> None:
    assert csv('name,number,note\n"Anna",1,"two\nlines"\nBert,2,\n') == [
        BadRow(2, "it is not text in UTF-8, or holds control characters"),
        Entry(name="Bert", number="2"),
    ]


def test_csv_without_names_of_columns_has_no_contacts() -> None:
    (row,) = csv("Anna,1\nBert,2\n")

    assert isinstance(row, BadRow)
    assert row.line == 1


def test_vcards_give_one_contact_for_each_number() -> None:
    rows = cards(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Müller\\, Anna\r\nORG:Acme;Billing\r\nTEL;TYPE=WORK,VOICE:+49 30\r\n  1\r\n"
        "item1.TEL;type=cell:tel:+49-171-2;ext=3\r\nTEL;TYPE=fax:9\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=96zg=\n=C3=BCr;Ay=C5=9Fe\nTEL;CELL:5\n"
        "END:VCARD\n"
    )

    assert rows == [
        Entry(name="Müller, Anna", number="+49 30 1", description="Acme, Billing, work"),
        Entry(name="Müller, Anna", number="+49-171-2", extension="3", description="Acme, Billing, cell"),
        Entry(name="Ayşe Özgür", number="5", description="cell"),
    ]


def test_bad_cards_are_named_by_the_line_they_begin_at() -> None:
    rows = cards(
        "BEGIN:VCARD\nFN:No number\nEND:VCARD\nrubbish\nEND:VCARD\nBEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nTEL:1\n"
        "END:VCARD\nBEGIN:VCARD\nTEL:2\nEND:VCARD\nBEGIN:VCARD\nFN:cut off"
    )

    assert good_names(rows) == ["B"]
    assert bad_lines(rows) == [1, 4, 5, 6, 12, 15]


def test_json_may_be_a_list_a_named_list_or_lines() -> None:
    anna = Entry(name="Anna", number="1", wait_time="240", kind=Kind.QUEUE)
    one = b'{"name": "Anna", "phoneNumber": "1", "type": "Queue", "queueWaitTime": 240, "other": [1]}'

    assert list(read_json(b"[" + one + b"]")) == [anna]
    assert list(read_json(b'{"contacts": [' + one + b"]}")) == [anna]
    assert list(read_json(one + b"\n" + one)) == [anna, anna]


def test_bad_objects_are_named_by_their_line() -> None:
    listed = b'[\n{"name": "Anna",\n "number": "1"},\n3,\n{"name": "B"},\n{"name": "C", "number": "2"}]'

    in_a_list = list(read_json(listed))
    in_lines = list(read_json(b'{"name": "Anna", "number": "1"}\n{"name"\n\n{"name": "C", "number": "2"}'))
    damaged = list(read_json(b'[{"name": "Anna"},\n\n,]'))

    assert (good_names(in_a_list), bad_lines(in_a_list)) == (["Anna", "C"], [4, 5])
    assert (good_names(in_lines), bad_lines(in_lines)) == (["Anna", "C"], [2])
    assert bad_lines(damaged) == [3]


@given(st.text(max_size=200), st.binary(max_size=200))
def test_nonsense_is_never_more_than_bad_rows(text: str, document: bytes) -> None:
    for rows in (read_csv(text.splitlines(keepends=True)), read_vcards(text.splitlines(keepends=True))):
        assert all(isinstance(row, Entry | BadRow) for row in rows)
    assert all(isinstance(row, Entry | BadRow) for row in read_json(document))


def test_an_empty_file_has_no_contacts_and_nothing_wrong() -> None:
    assert (csv(""), cards("")) == ([], [])


def test_a_row_too_long_to_be_meant_is_left_out_and_so_is_a_field() -> None:
    rows = csv(f"name,number\n{'x' * LONGEST_ROW},1\n{'x' * (LONGEST_FIELD + 1)},2\nBert,3\n")

    assert (bad_lines(rows), good_names(rows)) == ([2, 3], ["Bert"])
    assert "its name is longer" in str(rows[1])


def test_a_file_may_end_in_the_middle_of_a_quoted_row() -> None:
    rows = csv('name,number\nAnna,1\n"Bert\n,2')

    assert (good_names(rows), bad_lines(rows)) == (["Anna"], [3, 4])


def test_of_a_card_without_an_end_to_its_properties_the_first_count() -> None:
    padding = "NOTE:x\n" * MOST_PROPERTIES

    assert cards(f"BEGIN:VCARD\nFN:A\nTEL:1\n{padding}TEL:2\nEND:VCARD\n") == [Entry(name="A", number="1")]


def test_json_that_is_nested_too_deeply_is_one_bad_row() -> None:
    assert list(read_json(b"[" * 100_000)) == [BadRow(1, "it is nested too deeply")]
