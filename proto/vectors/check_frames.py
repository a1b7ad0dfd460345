#!/usr/bin/env python3
"""Checks frames.txt with a frame encoder and decoder of its own.

    python3 check_frames.py [frames.txt]

Written from section 1 of proto/README.md alone, with nothing but Python's standard library, as the proof that the
golden frames can be read without the Java code. Ends with 0 if every case is as the file says, else with 1.
"""
import pathlib
import sys

MAX_PAYLOAD = 512  # W-2
MAX_BLOCK = 520  # W-4


def crc32c(data):
    """W-5."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def cobs_encode(data):
    """W-6; at the end of a full group it stops (W-7)."""
    out = bytearray()
    rest = bytes(data)
    while True:
        zero = rest.find(0)
        run = zero if zero >= 0 else len(rest)
        if run >= 254:
            out += b"\xff" + rest[:254]
            rest = rest[254:]
            if not rest:
                return bytes(out)
        else:
            out += bytes([run + 1]) + rest[:run]
            if zero < 0:
                return bytes(out)
            rest = rest[run + 1:]


def cobs_decode(block):
    """The data, or None where a code points beyond the end."""
    out = bytearray()
    at = 0
    while at < len(block):
        code = block[at]
        group = block[at + 1:at + code]
        if len(group) < code - 1:
            return None
        out += group
        at += code
        if code != 0xFF and at < len(block):
            out.append(0)
    return bytes(out)


def encode(payload):
    return b"\0" + cobs_encode(payload + crc32c(payload).to_bytes(4, "little")) + b"\0"


def is_text(block):
    return all(0x20 <= byte <= 0x7E or byte in b"\t\r\n" for byte in block)


class Decoder:
    """Keeps at most MAX_BLOCK bytes, whatever comes (W-4)."""

    def __init__(self):
        self.block = bytearray()
        self.overlong = False

    def feed(self, chunk):
        """What ends in these bytes, in order: a payload as bytes, or a reason as text."""
        found = []
        for byte in chunk:
            if byte:
                if len(self.block) < MAX_BLOCK:
                    self.block.append(byte)
                else:
                    self.overlong = True
            elif self.block:  # W-8: an empty block is nothing
                found.append(self.judge(bytes(self.block), self.overlong))
                self.block.clear()
                self.overlong = False
        return found

    @staticmethod
    def judge(block, overlong):
        """W-10; W-11 goes first where a block fails."""
        data = None if overlong else cobs_decode(block)
        if overlong:
            reason = "too-long"
        elif data is None:
            reason = "cobs"
        elif len(data) < 5:
            reason = "too-short"
        elif len(data) - 4 > MAX_PAYLOAD:
            reason = "too-long"
        elif crc32c(data[:-4]) != int.from_bytes(data[-4:], "little"):
            reason = "crc"
        else:
            return data[:-4]
        return "stray-text" if is_text(block) else reason


def cases(text):
    """Each case as a dict from key to the list of its values, in order."""
    case, values = {}, None
    for number, line in enumerate(text.splitlines() + [""], 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            if case:
                yield case
            case, values = {}, None
        elif line[0] == " " and values:
            values[-1] += " " + line.strip()
        elif ": " in line:
            key, value = line.split(": ", 1)
            values = case.setdefault(key, [])
            values.append(value)
        else:
            raise ValueError(f"line {number}: no key, no continuation: {line!r}")


def expected(case):
    payloads = iter(case.get("payload", []))
    for outcome in case["expect"]:
        if outcome == "payload":
            yield bytes.fromhex(next(payloads))
        elif outcome.startswith("bad "):
            yield outcome[4:]
        elif outcome != "nothing":
            raise ValueError(f"{case['name'][0]}: expect: {outcome}")


def wrong_with(case):
    """What is not as the file says, as lines for a person."""
    want = list(expected(case))
    wire = bytes.fromhex(case["frame"][0] if "frame" in case else case["wire"][0])
    if "frame" in case:
        made = encode(bytes.fromhex(case["payload"][0]))
        if made != wire:
            yield f"encoded as {made.hex(' ')}"
    whole = Decoder().feed(wire)
    if whole != want:
        yield f"decoded as {whole}, expected {want}"
    decoder = Decoder()
    single = [found for byte in wire for found in decoder.feed(bytes([byte]))]
    if single != want:
        yield f"decoded byte by byte as {single}, expected {want}"


def main():
    default = pathlib.Path(__file__).resolve().with_name("frames.txt")
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    if crc32c(b"123456789") != 0xE3069283:
        sys.exit("the CRC in this script is wrong (W-5)")
    count = bad = 0
    for case in cases(path.read_text(encoding="ascii")):
        count += 1
        for wrong in wrong_with(case):
            bad += 1
            print(f"{case['name'][0]} ({case['rules'][0]}): {wrong}")
    print(f"{path.name}: {count} cases, {bad or 'nothing'} wrong")
    sys.exit(1 if bad or not count else 0)


if __name__ == "__main__":
    main()
