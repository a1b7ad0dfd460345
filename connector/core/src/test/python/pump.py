#!/usr/bin/env python3
"""The pump's side of the Pump Companion wire, version 1: an independent peer for tests, over TCP.

Written from proto/README.md (rules W-1 to W-61) and the two message files alone, in plain Python 3.9+.

    pump.py --port 0 --log FILE --records 100 --seed 7 [faults ...]     serves; prints "PORT n" first
    pump.py --log FILE --dump                                           prints the log as the wire would state it
    pump.py --log FILE --history                                        prints all that was ever written, per log
    pump.py --self-test

stderr: "VIOLATION W-nn ..." where the companion breaks a rule, "COUNT ..." at the end. Exit code 3: violations.
SIGUSR1 writes FILE.dump. SIGTERM ends. The log file is text, only ever appended to, one entry per line:

    pumplog 1 | log EPOCH | boot N | SEQUENCE HEX | overwritten THROUGH | unreadable FROM THROUGH
    back NEWEST OVERWRITTEN      (the pump went back to an older state)

An empty event is written as "-". A last line without its end (killed while writing) does not count.
"""
import argparse
import os
import random
import selectors
import signal
import socket
import struct
import sys
import threading
import time

# ------------------------------------------------------------------------------------------- section 1: frames

MAX_PAYLOAD, MAX_TO_PUMP, MAX_BLOCK = 512, 128, 520


def _crc_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
        table.append(n)
    return table


_CRC = _crc_table()


def crc32c(data):
    """CRC-32C of data (W-5)."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ _CRC[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def cobs_encode(data, tail=False):
    """COBS (W-6). tail: append the one permitted byte 01 after a full last group (W-7)."""
    out, group = bytearray(), bytearray()
    for byte in data:
        if byte == 0:
            out.append(len(group) + 1)
            out += group
            group.clear()
        else:
            group.append(byte)
            if len(group) == 254:
                out.append(0xFF)
                out += group
                group.clear()
    full = len(data) >= 254 and 0 not in data[-254:] and not group
    if not full or tail:
        out.append(len(group) + 1)
        out += group
    return bytes(out)


def cobs_decode(block):
    """The data of a block; ValueError where a code points beyond its end."""
    out, at = bytearray(), 0
    while at < len(block):
        code = block[at]
        if code == 0 or at + code > len(block):
            raise ValueError("COBS code beyond the end")
        out += block[at + 1:at + code]
        at += code
        if code != 0xFF and at < len(block):
            out.append(0)
    return bytes(out)


def frame_block(payload, tail=False):
    """What stands between the delimiters."""
    return cobs_encode(payload + struct.pack("<I", crc32c(payload)), tail)


def frame(payload):
    """A whole frame with both delimiters (W-1)."""
    return b"\0" + frame_block(payload) + b"\0"


class Deframer:
    """Bytes in, payloads out. Failed blocks come out as the reason they failed for (a str)."""

    def __init__(self):
        self.block, self.too_long = bytearray(), False

    def feed(self, data):
        for byte in data:
            if byte:
                if len(self.block) < MAX_BLOCK:
                    self.block.append(byte)
                else:
                    self.too_long = True
            elif self.block:
                block, long = bytes(self.block), self.too_long
                self.block, self.too_long = bytearray(), False
                yield self._read(block, long)

    @staticmethod
    def _read(block, too_long):
        if too_long:
            return "block too long"
        try:
            data = cobs_decode(block)
        except ValueError as bad:
            return str(bad)
        if len(data) < 5:
            return "too short"
        payload, crc = data[:-4], struct.unpack("<I", data[-4:])[0]
        if crc32c(payload) != crc:
            return "wrong CRC"
        return payload


# ------------------------------------------------------------------------------------------- protobuf by hand

def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def pb_opt(number, value):
    """A varint field with presence: None is left out, 0 is written."""
    return b"" if value is None else varint(number << 3) + varint(int(value))


def pb_uint(number, value):
    """A varint field without presence: 0 is left out."""
    return pb_opt(number, value or None)


def pb_sint(number, value):
    """sint64 with presence (zigzag)."""
    return pb_opt(number, None if value is None else (value << 1) ^ (value >> 63))


def pb_sub(number, body):
    """A message or bytes, written even where empty."""
    return varint(number << 3 | 2) + varint(len(body)) + body


def pb_bytes(number, value):
    return pb_sub(number, value) if value else b""


def pb_text(number, value, limit=32):
    """A string cut to `limit` bytes of UTF-8."""
    return pb_bytes(number, value.encode()[:limit].decode(errors="ignore").encode())


def pb_fixed32(number, value):
    return varint(number << 3 | 5) + struct.pack("<I", value) if value else b""


def pb_double(number, value):
    return b"" if value is None else varint(number << 3 | 1) + struct.pack("<d", value)


def read_varint(data, at):
    value = 0
    for n in range(10):
        if at + n >= len(data):
            raise ValueError("varint cut off")
        value |= (data[at + n] & 0x7F) << 7 * n
        if data[at + n] < 0x80:
            return value & (1 << 64) - 1, at + n + 1
    raise ValueError("varint too long")


def pb_fields(data):
    """All fields as (number, wire type, value); ValueError where data are no message."""
    out, at, groups = [], 0, []
    while at < len(data):
        key, at = read_varint(data, at)
        number, kind = key >> 3, key & 7
        if not 0 < number < 1 << 29:
            raise ValueError("field number %d" % number)
        if kind == 0:
            value, at = read_varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
            value, at = data[at:at + size], at + size
        elif kind == 2:
            size, at = read_varint(data, at)
            value, at = data[at:at + size], at + size
        elif kind == 3:
            groups.append(number)
            continue
        elif kind == 4 and groups and groups.pop() == number:
            continue
        else:
            raise ValueError("wire type %d" % kind)
        if at > len(data):
            raise ValueError("field cut off")
        if not groups:
            out.append((number, kind, value))
    if groups:
        raise ValueError("group without end")
    return out


def pb_get(fields, number, kind=0):
    """The last value of a field, or what its absence means."""
    value = 0 if kind == 0 else b"" if kind == 2 else bytes(4)
    for field in fields:
        if field[0] == number and field[1] == kind:
            value = field[2]
    return struct.unpack("<I", value)[0] if kind == 5 else value


HELLO, RESUME, ACK, HEARTBEAT = 2, 3, 4, 5                                # ToPump
WELCOME, REFUSAL, RESUMED, RECORD, MISSING, BEAT, LOG_LINE = range(3, 10)  # FromPump
VERSION, BUSY, NO_SESSION, AHEAD, OTHER_EPOCH = range(1, 6)               # RefusalReason
REASONS = {1: "overwritten", 2: "unreadable", 3: "never_written"}         # MissingReason


def read_to_pump(payload):
    """(session, member number or 0, fields of the member) of a ToPump."""
    fields = pb_fields(payload)
    member, body = 0, b""
    for number, kind, value in fields:
        if HELLO <= number <= HEARTBEAT and kind == 2:
            member, body = number, value
    body = pb_fields(body)
    if member == HELLO:
        pb_get(body, 3, 2).decode()
    return pb_get(fields, 1, 5), member, body


# ------------------------------------------------------------------------------------------- events

_ENDINGS, _SIGNS = (0, 51, 60, 85, 90), (1, 2, 3, 4, 5)
_ANNUNCIATIONS = (0, 15, 51, 60, 85, 90, 102, 105, 150, 153, 165, 170, 195, 204, 240, 255, 771, 780, 816, 831, 854,
                  857, 869)


def _prime(high):
    return (("opt", 1, 0, high), ("opt", 2, 0, high), ("enum", 3, _ENDINGS))


# Each kind of Event by its field number: what its fields are drawn from.
KINDS = {
    4: (), 5: _prime(10_000), 6: (), 7: (),
    8: (("span",), ("enum", 3, (0, 1, 2)), ("enum", 4, (0, 1, 2)), ("opt", 5, 0, 100_000), ("total", 6, 90),
        ("total", 7, 140), ("total", 8, 11)),
    9: (("opt", 1, 0, 500_000), ("enum", 2, (0, 1, 2))),
    10: (("uint", 1, 0, 99), ("enum", 2, _ANNUNCIATIONS), ("enum", 3, (0, 51, 60, 85, 90)), ("text", 4, 96)),
    11: (("enum", 1, (0, 51, 60, 85)), ("text", 2, 96)),
    16: (), 17: (("enum", 1, (0, 1, 2)),), 18: (), 19: (), 20: (("opt", 1, 0, 500_000), ("opt", 2, 0, 500_000)),
    21: (("enum", 1, (0, 1, 2)), ("opt", 2, 0, 100_000)), 22: _prime(100_000), 23: _prime(100_000), 24: (), 25: (),
    32: (("site", 1), ("enum", 2, (0, 1, 2)), ("text", 3, 32)),
    33: (("site", 1), ("enum", 2, (0, 1, 2)), ("text", 3, 96)),
    34: (("enum", 1, (0, 1, 2, 3, 4)),), 35: (("many", 1, _SIGNS),), 36: (("enum", 1, tuple(range(11))),),
    48: (("opt", 1, 0, 100),), 49: (), 50: (("clock", 1), ("clock", 2), ("enum", 3, (0, 1, 2))),
    51: (("enum", 1, (0, 1, 2, 3, 4)), ("text", 2, 32)), 52: (("uint", 1, 0, 1 << 32), ("blob", 2, 384)),
}
_WORDS = "fill check Schlauch überprüft κάνουλα 輸液 left right ok occlusion 12:30 – tape °C set retry".split()


class Events:
    """Draws plausible encoded Events; a share `odd` of them is unusual or unreadable."""

    def __init__(self, seed, odd):
        self.random, self.odd = random.Random(seed), odd

    def draw(self, sequence, boot, uptime, clock, kind=None):
        """One encoded Event, at most 448 bytes."""
        rnd = self.random
        head = pb_uint(1, boot) + pb_uint(2, uptime) + pb_sint(3, clock)
        kind = kind or rnd.choice(list(KINDS))
        event = head + pb_sub(kind, self._body(kind, sequence, uptime, clock))
        if rnd.random() < self.odd:
            event = rnd.choice((
                lambda: event + pb_uint(900, rnd.getrandbits(40)) + pb_sub(901, rnd.randbytes(20)),  # unknown fields
                lambda: head + pb_sub(rnd.choice((12, 40, 77, 1999)), pb_uint(1, 5)),                # unknown kind
                lambda: head,                                                                        # no kind
                lambda: b"",
                lambda: event[:max(1, len(event) - rnd.randint(1, 4))],                              # cut off (often)
                lambda: head + b"\x5a\x04\x12\x02\xff\xfe",                                          # not UTF-8
                lambda: b"\x07" + rnd.randbytes(rnd.randint(1, 447)),                                # wire type 7
                lambda: head + pb_sub(34, pb_uint(1, 77)),                                           # unknown code
                lambda: head + pb_sub(4, b"") + pb_sub(6, b""),                                      # two kinds
                lambda: bytes(448),
            ))()
        return event[:448]

    def _text(self, limit):
        words = " ".join(self.random.choice(_WORDS) for _ in range(self.random.randint(0, 14)))
        return words.encode()[:limit].decode(errors="ignore")

    def _body(self, kind, sequence, uptime, clock):
        rnd, out = self.random, b""
        for what, *rest in KINDS[kind]:
            if what == "opt":
                value = rnd.choice((None, 0, rest[1], rnd.randint(rest[1], rest[2])))
                out += pb_opt(rest[0], value)
            elif what == "uint":
                out += pb_uint(rest[0], rnd.randrange(rest[1], rest[2]))
            elif what == "enum":
                out += pb_uint(rest[0], rnd.choice(rest[1]))
            elif what == "many":
                codes = rnd.sample(rest[1], rnd.randint(0, len(rest[1])))
                out += pb_bytes(rest[0], b"".join(map(varint, codes)))
            elif what == "text":
                out += pb_text(rest[0], self._text(rest[1]), rest[1])
            elif what == "blob":
                out += pb_bytes(rest[0], bytes(rnd.choice((0, 1, 255)) for _ in range(rnd.choice((0, 9, rest[1])))))
            elif what == "total" and rnd.random() < 0.7:
                out += pb_opt(rest[0], sequence * rest[1])
            elif what == "clock" and clock is not None:
                out += pb_sint(rest[0], rnd.choice((None, clock, clock - 3_600_000, -1)))
            elif what == "span" and rnd.random() < 0.7:
                out += pb_opt(1, max(0, uptime - 300_000)) + pb_opt(2, rnd.choice((None, uptime)))
            elif what == "site" and rnd.random() < 0.7:
                out += pb_sub(1, pb_uint(1, rnd.randint(0, 6)) + pb_uint(2, rnd.randint(0, 2))
                              + pb_text(3, self._text(32)))
        return out


# ------------------------------------------------------------------------------------------- section 2: the log

class Log:
    """The numbered log in a text file that is only appended to."""

    def __init__(self, path, ring=0, readonly=False):
        self.path, self.ring, self.dirty = path, ring, False
        self.epoch, self.boot, self.newest, self.overwritten = 0, 0, 0, 0
        self.stored, self.unreadable = {}, set()
        self.generations = []  # (epoch, {sequence: bytes ever written})
        good = 0
        if os.path.exists(path):
            with open(path, "rb") as file:
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    good += len(line)
                    self._take(line.decode().split())
        self.file = None
        if not readonly:
            self.file = open(path, "ab")
            self.file.truncate(good)
            if not good:
                self._write("pumplog 1")
            if not self.epoch:
                self.erase()

    def _take(self, words):
        """Applies one entry; reading the file and writing it go the same way."""
        what = words[0]
        if what == "log":
            self.epoch, self.newest, self.overwritten, self.stored = int(words[1], 16), 0, 0, {}
            self.generations.append((self.epoch, {}))
        elif what == "boot":
            self.boot = int(words[1])
        elif what == "overwritten":
            self.overwritten = int(words[1])
            self.stored = {n: event for n, event in self.stored.items() if n > self.overwritten}
        elif what == "unreadable":
            self.unreadable.update(range(int(words[1]), int(words[2]) + 1))
        elif what == "back":
            self.newest, self.overwritten = int(words[1]), int(words[2])
            kept = {n: e for n, e in self.generations[-1][1].items() if n <= self.newest}
            self.generations.append((self.epoch, kept))
            self.stored = {n: e for n, e in kept.items() if n > self.overwritten}
        elif what != "pumplog":
            self.newest = int(what)
            self.stored[self.newest] = b"" if words[1] == "-" else bytes.fromhex(words[1])
            self.generations[-1][1][self.newest] = self.stored[self.newest]

    def _write(self, line):
        self.file.write(line.encode() + b"\n")
        self.dirty = True
        self._take(line.split())

    def sync(self):
        """All written survives a reset from here on (W-15)."""
        if self.dirty:
            self.file.flush()
            os.fsync(self.file.fileno())
            self.dirty = False

    def start(self, unreadable=()):
        """A start of the pump (W-20)."""
        self._write("boot %d" % (self.boot + 1))
        for low, high in unreadable:
            self._write("unreadable %d %d" % (low, high))
        self.sync()

    def erase(self):
        """A new log with a new random epoch (W-17)."""
        self._write("log %08X" % random.SystemRandom().randrange(1, 1 << 32))
        self.sync()

    def go_back(self, count):
        """As if an older backup of the storage were put back: numbers are used again."""
        newest = max(0, self.newest - count)
        kept = [n for n in self.generations[-1][1] if n <= newest]
        overwritten = kept[-self.ring - 1] if self.ring and len(kept) > self.ring else 0
        self._write("back %d %d" % (kept[-1] if kept else 0, overwritten))

    def append(self, event, skip=0):
        self._write("%d %s" % (self.newest + 1 + skip, event.hex() or "-"))
        if self.ring and len(self.stored) > self.ring:
            self._write("overwritten %d" % next(iter(self.stored)))

    @property
    def oldest(self):
        return next(iter(self.stored), self.newest + 1)

    def at(self, n):
        """What is to be sent for number n (1 to newest): (event, n, 0) or (None, through, reason)."""
        if n <= self.overwritten:
            return None, self.overwritten, 1
        if n in self.stored and n not in self.unreadable:
            return self.stored[n], n, 0
        reason, through = (2 if n in self.unreadable else 3), n
        while through < self.newest and ((through + 1 in self.unreadable) if reason == 2 else
                                         (through + 1 not in self.stored and through + 1 not in self.unreadable)):
            through += 1
        return None, through, reason

    def dump(self):
        """Lines of the log as the wire would state it now."""
        n = 0
        while n < self.newest:
            first = n + 1
            event, n, reason = self.at(first)
            yield ("missing %d %d %s" % (first, n, REASONS[reason]) if reason
                   else "%d %s" % (first, event.hex() or "-"))

    def history(self):
        """Lines of all that was ever written: each log, and each older state gone back to, on its own."""
        for number, (epoch, written) in enumerate(self.generations, 1):
            yield "log %08X %d" % (epoch, number)
            for n, event in written.items():
                yield "%d %s" % (n, event.hex() or "-")


# ------------------------------------------------------------------------------------------- section 3: the session

class Link:
    """One TCP connection: the pump's states, its faulty line, and the checks of what the companion says."""

    def __init__(self, pump, sock, number):
        self.pump, self.opt, self.sock, self.number = pump, pump.opt, sock, number
        self.random = random.Random("%s/link/%s" % (pump.opt.seed, number))
        now = time.monotonic()
        self.deframer, self.out, self.last_byte = Deframer(), bytearray(), None
        self.closed = self.close_after_flush = False
        self.state, self.session, self.resume_id = "no session", 0, None
        self.sent = self.acked = 0
        self.heard = self.last_beat_out = now
        self.no_write_until = 0.0
        self.cut_at = now + self.random.uniform(0.5, 1.5) * self.opt.cut_every if self.opt.cut_every else None
        self.freeze_at = self.thaw_at = None
        self.chatter_at = now
        # what only the checks need
        self.first_byte = True
        self.any_fault = False           # this link was stalled: no judging of what is due to time
        self.hello_session, self.hello_at, self.hellos = None, 0.0, 0
        self.answered = False            # the last Hello has had an undamaged answer
        self.epoch_said = 0              # epoch of the last Welcome
        self.refused = False             # a Refusal was sent since the last Welcome
        self.good_out = now              # when the last undamaged frame went out
        self.beat_due = None             # by when the companion's next Heartbeat must be here
        self.resume_ids, self.resume_at, self.fruitless = set(), 0.0, 0
        self.first, self.intact, self.all_intact = 0, 0, True
        self.ack_floor = 0               # highest acknowledged in this session and log
        if not self.opt.mute:
            self.beat()

    # --- times

    @property
    def interval(self):
        return min(max(self.opt.heartbeat_ms, 500), 60_000) / 1000

    @property
    def window(self):
        return min(max(self.opt.window, 1), 1024)

    # --- the faulty line

    def send(self, member, body, session=None):
        """Queues a frame through the faulty line. True: it can arrive undamaged."""
        payload = (pb_fixed32(1, self.session if session is None else session)
                   + pb_fixed32(2, self.pump.log.epoch) + pb_sub(member, body))
        assert len(payload) <= MAX_PAYLOAD
        self.pump.trace(self, "->", member, payload)
        if self.opt.mute:
            return False
        rnd, opt, hit = self.random, self.opt, self.pump.hit
        block = frame_block(payload, rnd.random() < 0.5)
        data = b"\0" * rnd.choice((1, 1, 1, 1, 1, 2, 3)) + block + b"\0"  # W-8 permits all of these
        if self.last_byte == 0 and rnd.random() < 0.2:
            data = data.lstrip(b"\0")
        good, before = True, b""
        if hit(rnd, opt.garbage, "garbage"):
            before += bytes(rnd.getrandbits(8) for _ in range(rnd.randint(1, 700)))
        if hit(rnd, opt.text, "text"):
            before += b"\r\nboot: pump %d ready, 0x%08x\r\n" % (self.number, rnd.getrandbits(32))
        if before:
            data = before + b"\0" + data
        if hit(rnd, opt.stall, "stall"):
            self.any_fault = True
            self.no_write_until = time.monotonic() + rnd.uniform(0, opt.stall_ms / 1000)
        if hit(rnd, opt.drop, "drop"):
            data, good = b"", False
        elif hit(rnd, opt.flip, "flip"):
            at = rnd.randrange(len(before), len(data))
            data = data[:at] + bytes((data[at] ^ 1 << rnd.randrange(8),)) + data[at + 1:]
            good = False
        elif hit(rnd, opt.truncate, "truncate"):
            data, good = data[:rnd.randrange(len(data) - len(block), len(data) - 1)], False
        elif hit(rnd, opt.dup, "dup"):
            data += b"\0" + block + b"\0"
        self.out += data
        if data:
            self.last_byte = data[-1]
        if good:
            self.good_out = time.monotonic()
        return good

    def flush(self):
        now = time.monotonic()
        while self.out and not self.closed and now >= self.no_write_until:
            size = len(self.out)
            if self.opt.split:
                size = self.random.randint(1, 40)
                if self.random.random() < 0.05:
                    self.no_write_until = now + 0.02
            try:
                done = self.sock.send(self.out[:size])
            except BlockingIOError:
                return
            except OSError:
                return self.close("write failed")
            del self.out[:done]
        if self.close_after_flush and not self.out:
            self.close("told to")

    def close(self, why):
        if not self.closed:
            self.closed = True
            self.pump.note("link %d closed: %s" % (self.number, why))
            self.pump.unregister(self.sock)
            self.sock.close()
            self.pump.last_close = time.monotonic()

    # --- what the pump says

    def beat(self):
        streaming = self.state == "streaming"
        self.last_beat_out = time.monotonic()
        pump = self.pump
        if len(self.out) < 65_536:
            self.send(BEAT, pb_uint(1, self.sent if streaming else 0) + pb_uint(2, pump.log.newest)
                      + pb_uint(3, pump.log.boot) + pb_uint(4, pump.uptime()) + pb_sint(5, pump.clock())
                      + pb_text(6, self.opt.serial) + pb_double(7, self.opt.speed))

    def welcome(self, version):
        pump, opt = self.pump, self.opt
        identity = (pb_text(1, "Test Pumps") + pb_text(2, "pump.py") + pb_text(3, opt.serial) + pb_text(4, "1.0")
                    + pb_text(5, "py-%s" % opt.seed))
        self.answered = self.send(WELCOME, (
            pb_uint(1, version) + pb_sub(2, identity) + pb_uint(3, opt.construction)
            + pb_bytes(4, b"".join(map(varint, KINDS))) + pb_uint(5, pump.log.boot) + pb_uint(6, pump.log.oldest)
            + pb_uint(7, pump.log.newest) + pb_uint(8, pump.uptime()) + pb_sint(9, pump.clock())
            + pb_uint(10, {"none": 0, "utc": 1, "local": 2}[opt.clock]) + pb_uint(11, opt.heartbeat_ms)
            + pb_uint(12, opt.window) + pb_double(13, opt.speed)))
        self.epoch_said, self.refused = pump.log.epoch, False

    def refuse(self, reason, session, resume_id=0, text=""):
        low, high = self.opt.versions if reason == VERSION else (0, 0)
        self.refused = True
        return self.send(REFUSAL, pb_uint(1, reason) + pb_uint(2, low) + pb_uint(3, high) + pb_uint(4, resume_id)
                         + pb_text(5, text, 96), session)

    def stream(self):
        """Sends what is due while the window has room (W-33, W-34)."""
        log = self.pump.log
        while (self.state == "streaming" and self.sent - self.acked < self.window and self.sent < log.newest
               and len(self.out) < 8192):
            log.sync()
            due = self.sent + 1
            event, through, reason = log.at(due)
            self.sent = through
            if reason:
                good = self.send(MISSING, pb_uint(1, due) + pb_uint(2, through) + pb_uint(3, reason))
            else:
                good = self.send(RECORD, pb_uint(1, due) + pb_bytes(2, event))
            if good and self.all_intact:
                self.intact = through
            self.all_intact &= good
            if not reason:
                self.pump.record_sent()

    def log_erased(self):
        """W-38."""
        if self.state == "streaming":
            self.state = "welcomed"
        self.ack_floor, self.sent, self.acked, self.resume_id = 0, 0, 0, None

    # --- what the companion says

    def violation(self, rule, text):
        self.pump.violation(rule, "link %d: %s" % (self.number, text))

    def receive(self):
        try:
            data = self.sock.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            return self.close("by the companion")
        if self.first_byte and data[0]:
            self.violation("W-1", "the first byte is no delimiter")
        self.first_byte = False
        for payload in self.deframer.feed(data):
            if self.closed:
                return
            if isinstance(payload, str):
                self.violation("W-9", "a failed block: " + payload)
                continue
            if len(payload) > MAX_TO_PUMP:
                self.violation("W-3", "a payload of %d bytes" % len(payload))
                continue
            try:
                session, member, body = read_to_pump(payload)
            except (ValueError, UnicodeDecodeError) as bad:
                self.violation("W-12", "not readable: %s" % bad)
                continue
            self.pump.trace(self, "<-", member, payload)
            if not member:
                self.violation("W-12", "no known message: %s" % payload.hex())
            elif not session:
                self.violation("W-21", "a frame without a session's number")
            elif not self.opt.mute or member == HELLO:
                self.take(session, member, body)
        self.stream()

    def take(self, session, member, body):
        now = time.monotonic()
        if member == HELLO:
            return self.on_hello(session, pb_get(body, 1), pb_get(body, 2), pb_get(body, 3, 2), now)
        if self.state == "no session":
            if not self.refused:
                self.violation("W-26", "message %d before any session" % member)
            self.refuse(NO_SESSION, session)
            return None
        if session != self.session:
            self.violation("W-22", "session %08X, but %08X stands" % (session, self.session))
            return None
        self.heard = now
        self.answered = True
        if member == RESUME:
            return self.on_resume(pb_get(body, 1), pb_get(body, 2, 5), pb_get(body, 3), now)
        if member == HEARTBEAT:
            self.beat_due = now + 2 * self.interval + 0.5
        return self.on_ack(pb_get(body, 1), "Ack" if member == ACK else "Heartbeat")

    def on_hello(self, session, low, high, name, now):
        self.check_hello(session, low, high, name, now)
        if self.opt.mute:
            return
        if session == self.session and self.state != "no session":
            self.heard = now
            return self.welcome(self.version)  # W-27
        version = min(high, self.opt.versions[1])
        if version < max(low, self.opt.versions[0]):
            self.answered = self.refuse(VERSION, session, text="no common version")
            return
        if self.state == "no session" and self.pump.sessions() >= self.opt.sessions:
            self.answered = self.refuse(BUSY, session, text="no session to spare")
            self.close_after_flush = True
            return
        self.state, self.session, self.version, self.resume_id = "welcomed", session, version, None
        self.sent = self.acked = self.ack_floor = 0
        self.resume_ids, self.fruitless, self.resume_at = set(), 0, 0.0
        self.heard = now
        self.beat_due = None
        if self.opt.half_open and self.freeze_at is None:
            self.freeze_at = now + self.opt.half_open
        self.welcome(version)
        self.beat()

    def check_hello(self, session, low, high, name, now):
        since = now - self.hello_at
        if not 1 <= low <= high:
            self.violation("W-25", "Hello with versions %d..%d" % (low, high))
        if len(name) > 32:
            self.violation("W-16", "Hello with a name of %d bytes" % len(name))
        if session == self.hello_session:
            self.hellos += 1
            if since < 0.8:
                self.violation("W-41", "Hello repeated after %.2f s" % since)
            if self.hellos > 5:
                self.violation("W-41", "Hello number %d" % self.hellos)
        else:
            if session in self.pump.session_numbers:
                self.violation("W-21", "session %08X used again" % session)
            if self.hello_session is not None:
                if since < 0.9:
                    self.violation("W-51", "another new Hello after %.2f s" % since)
                reason = (self.refused or self.any_fault or self.epoch_said != self.pump.log.epoch
                          or now - self.good_out > 2.5 * self.interval)
                if not self.answered and not reason:
                    self.violation("W-21", "a new number although the last Hello was not answered")
                elif self.state != "no session" and not reason:
                    self.violation("W-50", "a new Hello without a reason")
            self.hellos = 1
        self.pump.session_numbers.add(session)
        self.hello_session, self.hello_at, self.answered = session, now, False

    def on_resume(self, resume_id, epoch, start, now):
        log = self.pump.log
        if resume_id == self.resume_id:
            self.violation("W-45", "Resume %d repeated with its id" % resume_id)
            return
        self.check_resume(resume_id, epoch, start, now)
        bad = OTHER_EPOCH if epoch != log.epoch else AHEAD if start > log.newest + 1 else 0
        if bad:
            self.state, self.resume_id = "welcomed", None
            self.refuse(bad, self.session, resume_id)
            return
        start = start or 1
        self.state, self.resume_id, self.sent, self.acked = "streaming", resume_id, start - 1, start - 1
        self.resume_at = now
        self.first, self.intact = start, start - 1
        self.all_intact = self.send(RESUMED, pb_uint(1, resume_id) + pb_uint(2, start) + pb_uint(3, log.oldest)
                                    + pb_uint(4, log.newest))

    def check_resume(self, resume_id, epoch, start, now):
        log, again = self.pump.log, bool(self.resume_ids)
        if not resume_id or resume_id in self.resume_ids:
            self.violation("W-32", "resume_id %d is not a new one" % resume_id)
        self.resume_ids.add(resume_id)
        if epoch != log.epoch:
            if self.epoch_said == log.epoch:
                self.violation("W-31", "Resume for log %08X" % epoch)
            return
        if start > log.newest + 1:
            self.violation("W-31", "Resume from %d, newest is %d" % (start, log.newest))
        elif log.newest and start == log.newest + 1:
            self.violation("W-43", "Resume from newest + 1: no kept record comes again")
        read_again = start <= log.oldest
        if start < self.ack_floor and not read_again:
            self.violation("W-43", "Resume from %d, but acknowledged through %d" % (start, self.ack_floor))
        kept = self.pump.acked_ever if self.opt.single else 0
        if not again and start < kept and not read_again:
            self.violation("W-43", "Resume from %d, but an earlier session acknowledged through %d" % (start, kept))
        if not again or self.state != "streaming":
            return
        if start > max(self.intact, self.first):
            self.violation("W-43", "Resume from %d, but only through %d arrived" % (start, self.intact))
        if self.all_intact and not self.any_fault and not read_again:
            self.violation("W-45", "Resume from %d although nothing was lost since Resume from %d"
                           % (start, self.first))
        if self.intact > self.first:
            self.fruitless = 0
        else:
            self.fruitless += 1
            if now - self.resume_at < 1.9 and not read_again:
                self.violation("W-46", "Resume after %.2f s without anything new" % (now - self.resume_at))
            if self.fruitless > 5:
                self.violation("W-46", "%d Resumes without anything new" % self.fruitless)

    def on_ack(self, through, what):
        if self.state != "streaming":
            if (through or what == "Ack") and not self.resume_ids:
                self.violation("W-47", "%s %d before any Resume" % (what, through))
            return
        if through == 0 and what == "Heartbeat" and self.acked == self.first - 1:
            return
        if through > self.sent:
            self.violation("W-36", "%s %d, sent is %d" % (what, through, self.sent))
            return
        if through > self.intact:
            self.violation("W-47", "%s %d, but only through %d arrived undamaged" % (what, through, self.intact))
        if through < self.acked:
            self.violation("W-47", "%s %d is lower than %d before" % (what, through, self.acked))
        self.acked = max(self.acked, through)
        self.ack_floor = max(self.ack_floor, self.acked)
        self.pump.acked_ever = max(self.pump.acked_ever, self.acked)

    # --- time passes

    def tick(self, now):
        if self.cut_at and now >= self.cut_at:
            self.pump.count("cut")
            return self.close("cut")
        if self.freeze_at and self.thaw_at is None and now >= self.freeze_at:
            self.pump.count("half-open")
            self.thaw_at = now + 9 * self.interval + 1
            self.pump.unregister(self.sock)
        if self.thaw_at is not None:
            return self.thaw(now)
        if not self.opt.mute and now - self.last_beat_out >= self.interval:
            self.beat()
        if self.opt.log_lines and now >= self.chatter_at:
            self.chatter_at = now + self.opt.log_lines
            if len(self.out) < 1024:
                self.send(LOG_LINE, pb_uint(1, 2) + pb_text(2, "temperature 31.%d °C" % self.random.randint(0, 9), 256))
        if self.state != "no session":
            if self.answered and self.beat_due is None:
                self.beat_due = now + 2 * self.interval + 0.5
            if self.beat_due and now > self.beat_due:
                self.violation("W-23", "no Heartbeat for more than two intervals")
                self.beat_due = now + 2 * self.interval
            if now - self.heard > 6 * self.interval:
                return self.close("six quiet intervals")  # W-39
        if self.hellos >= 5 and not self.answered and self.hello_session and now - self.hello_at > 2.5:
            self.violation("W-41", "link still open %.1f s after the fifth Hello" % (now - self.hello_at))
            self.hello_at = now
        self.stream()
        self.flush()
        return None

    def thaw(self, now):
        """Half-open: nothing is read or written; in the end the companion must have closed (W-50)."""
        if now < self.thaw_at:
            return
        try:
            while self.sock.recv(65_536):
                pass
        except BlockingIOError:
            self.violation("W-50", "link still open after nine quiet intervals")
        except OSError:
            pass
        before = self.pump.last_close
        self.close("half-open is over")
        self.pump.last_close = before  # the companion closed on its own, long ago


class Pump:
    """The pump: its log, its clock, its links, and one loop over all of them."""

    def __init__(self, opt, out=sys.stdout, err=sys.stderr):
        self.opt, self.err = opt, err
        self.violations, self.counts, self.session_numbers = 0, {}, set()
        self.records_sent, self.acked_ever, self.last_close, self.links_made = 0, 0, None, 0
        self.log = Log(opt.log, opt.ring)
        self.log.start(opt.unreadable)
        self.events = Events("%s/%d" % (opt.seed, self.log.boot), opt.odd)
        self.random = random.Random("%s/pump/%d" % (opt.seed, self.log.boot))
        self.boot_at, self.uptime_base = time.monotonic(), opt.records * 20_000
        self.append(opt.records, spread=True)
        self.rate_from, self.rate_done = time.monotonic(), 0
        self.erase_after, self.restore_after = opt.erase_after, opt.restore_after
        self.dump_wanted = self.stopping = False
        self.selector, self.links, self.registered = selectors.DefaultSelector(), [], set()
        self.server = socket.create_server(("127.0.0.1", opt.port))
        self.server.setblocking(False)
        self.selector.register(self.server, selectors.EVENT_READ)
        self.port = self.server.getsockname()[1]
        print("PORT %d" % self.port, file=out, flush=True)

    # --- clock and log

    def uptime(self):
        return self.uptime_base + int((time.monotonic() - self.boot_at) * 1000 * (self.opt.speed or 1))

    def clock(self):
        if self.opt.clock == "none":
            return None
        shift = -time.timezone * 1000 if self.opt.clock == "local" else 0
        return int(time.time() * 1000) + shift

    def append(self, count, spread=False):
        """Appends seeded events; `spread` lays them over the uptime so far, the first one a PumpStarted."""
        now, clock = self.uptime(), self.clock()
        for n in range(count):
            uptime = now * (n + 1) // count if spread else now
            then = None if clock is None else clock - (now - uptime)
            skip = self.random.randint(1, 5) if self.hit(self.random, self.opt.skip, "skip") else 0
            self.log.append(self.events.draw(self.log.newest + 1 + skip, self.log.boot, uptime, then,
                                             51 if spread and n == 0 else None), skip)
        self.log.sync()

    def record_sent(self):
        self.records_sent += 1

    def accidents(self):
        """Erases the log or goes back to an older one, once the number of records sent says so."""
        if self.erase_after and self.records_sent >= self.erase_after:
            self.erase_after = 0
            self.count("erase")
            self.log.erase()
            self.acked_ever = 0
            self.append(self.opt.then_records)
            for link in self.links:
                link.log_erased()
        if self.restore_after and self.records_sent >= self.restore_after:
            self.restore_after = 0
            self.count("restore")
            self.log.go_back(self.opt.restore_back)
            self.log.start()
            self.acked_ever = 0
            self.boot_at, self.uptime_base = time.monotonic(), 0
            self.events = Events("%s/back/%d" % (self.opt.seed, self.log.boot), self.opt.odd)
            self.append(self.opt.then_records, spread=True)
            for link in list(self.links):
                link.close("the pump starts anew")

    # --- notes

    def hit(self, rnd, chance, name):
        if chance and rnd.random() < chance:
            self.count(name)
            return True
        return False

    def count(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1

    def violation(self, rule, text):
        self.violations += 1
        print("VIOLATION %s %s" % (rule, text), file=self.err, flush=True)

    def note(self, text):
        if self.opt.verbose:
            print("%10.3f %s" % (time.monotonic() - self.boot_at, text), file=self.err, flush=True)

    def trace(self, link, way, member, payload):
        names = {"->": "Welcome Refusal Resumed Record Missing Heartbeat LogLine", "<-": "Hello Resume Ack Heartbeat"}
        words, base = names[way].split(), (WELCOME if way == "->" else HELLO)
        name = words[member - base] if member >= base else "unknown"
        self.count("%s %s" % (way, name))
        if self.opt.verbose:
            self.note("link %d %s %s %s" % (link.number, way, name, payload.hex()))

    def write_dump(self):
        path = self.opt.log + ".dump"
        with open(path + ".new", "w") as file:
            file.writelines(line + "\n" for line in self.log.dump())
        os.replace(path + ".new", path)

    # --- the loop

    def sessions(self):
        return sum(link.state != "no session" and not link.closed for link in self.links)

    def unregister(self, sock):
        if sock in self.registered:
            self.registered.discard(sock)
            self.selector.unregister(sock)

    def accept(self):
        try:
            sock, _ = self.server.accept()
        except OSError:
            return
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.links_made += 1
        if self.opt.single and self.last_close and time.monotonic() - self.last_close < 0.45:
            self.violation("W-42", "back %.2f s after the last link ended" % (time.monotonic() - self.last_close))
        link = Link(self, sock, self.links_made)
        self.links.append(link)
        self.registered.add(sock)
        self.selector.register(sock, selectors.EVENT_READ, link)

    def run(self):
        end = time.monotonic() + self.opt.run_for if self.opt.run_for else None
        while not self.stopping and (end is None or time.monotonic() < end):
            waiting = any(link.out and not link.closed for link in self.links)
            for key, _ in self.selector.select(0.002 if waiting else 0.01):
                if key.data is None:
                    self.accept()
                elif not key.data.closed and key.data.thaw_at is None:
                    key.data.receive()
            now = time.monotonic()
            if self.opt.rate:
                due = int((now - self.rate_from) * self.opt.rate)
                self.append(due - self.rate_done)
                self.rate_done = due
            for link in list(self.links):
                if not link.closed:
                    link.tick(now)
            self.accidents()
            self.links = [link for link in self.links if not link.closed]
            if self.dump_wanted:
                self.dump_wanted = False
                self.write_dump()
        for link in self.links:
            link.close("the pump ends")
        self.server.close()
        self.log.sync()
        print("COUNT " + ", ".join("%s %d" % item for item in sorted(self.counts.items())), file=self.err, flush=True)


# ------------------------------------------------------------------------------------------- self-test

class TinyCompanion:
    """A companion of a few lines: enough to see that the pump works. Its journal is a dict."""

    def __init__(self, port):
        self.kept, self.missing, self.through, self.refusals = {}, [], 0, []
        self.port, self.epoch, self.sock = port, 0, None

    def say(self, member, body):
        self.sock.sendall(frame(pb_fixed32(1, self.session) + pb_sub(member, body)))

    def resume(self, start=None):
        self.resume_id += 1
        self.due, self.asked, self.acked = None, time.monotonic(), 0
        self.say(RESUME, pb_uint(1, self.resume_id) + pb_fixed32(2, self.epoch)
                 + pb_uint(3, max(1, self.through) if start is None else start))

    def hello(self):
        self.session, self.resume_id, self.due, self.hello_at = random.getrandbits(32) | 1, 0, None, time.monotonic()
        self.welcomed, self.window, self.acked = False, 0, 0
        self.say(HELLO, pb_uint(1, 1) + pb_uint(2, 1) + pb_text(3, "tiny"))

    def run(self, until, seconds=20):
        """Talks until `until()` or the time is over; one link after the other. True: until() came true."""
        end, done = time.monotonic() + seconds, False
        while time.monotonic() < end and not done:
            self.sock = socket.create_connection(("127.0.0.1", self.port))
            self.sock.settimeout(0.05)
            deframer, beat = Deframer(), time.monotonic()
            try:
                self.hello()
                while time.monotonic() < end and not done:
                    done = until()
                    now = time.monotonic()
                    if not self.welcomed and now - self.hello_at > 1:
                        self.hello_at = now
                        self.say(HELLO, pb_uint(1, 1) + pb_uint(2, 1))
                    elif self.resume_id and self.due is None and now - self.asked > 2:
                        self.resume()
                    if self.welcomed and now - beat > 0.5:
                        beat = now
                        self.say(HEARTBEAT, pb_uint(1, self.acked))
                    try:
                        data = self.sock.recv(4096)
                    except socket.timeout:
                        continue
                    if not data:
                        break
                    for payload in deframer.feed(data):
                        if not isinstance(payload, str):
                            self.hear(pb_fields(payload))
            except OSError:
                pass
            self.sock.close()
            time.sleep(0 if done else 0.5)
        return done

    def hear(self, fields):
        session, epoch = pb_get(fields, 1, 5), pb_get(fields, 2, 5)
        member, body = [(n, pb_fields(v)) for n, kind, v in fields if kind == 2][-1]
        if member == REFUSAL:
            self.refusals.append((pb_get(body, 1), pb_get(body, 4)))
        elif session == self.session and member == WELCOME and not self.welcomed:
            self.welcomed, self.window = True, pb_get(body, 12)
            if epoch != self.epoch:
                self.epoch, self.kept, self.missing, self.through = epoch, {}, [], 0
            self.resume()
        elif session == self.session and self.welcomed and epoch != self.epoch:
            if time.monotonic() - self.hello_at > 1:
                self.hello()
        elif session != self.session:
            return
        elif member == RESUMED and pb_get(body, 1) == self.resume_id:
            self.due = pb_get(body, 2)
        elif member in (RECORD, MISSING) and self.due is not None:
            first = pb_get(body, 1)
            last = first if member == RECORD else pb_get(body, 2)
            if first > self.due:
                self.resume()
            elif last >= self.due:
                if member == RECORD:
                    assert self.kept.setdefault(first, pb_get(body, 2, 2)) == pb_get(body, 2, 2), first
                else:
                    self.missing.append((first, last))
                self.due, self.through, self.acked = last + 1, last, last
                self.say(ACK, pb_uint(1, last))
        elif member == BEAT and self.due is not None and pb_get(body, 1) >= self.due:
            self.resume()


def self_test():
    """Quick checks of every layer, then conversations over loopback."""
    import io
    import tempfile

    assert crc32c(b"123456789") == 0xE3069283
    rnd = random.Random(1)
    for size in list(range(1, 20)) + [253, 254, 255, 256, 507, 508, 509, 510, 516]:
        for data in (bytes(size), b"\x01" * size, rnd.randbytes(size), b"\0" + b"\x02" * (size - 1)):
            for tail in (False, True):
                block = cobs_encode(data, tail)
                assert 0 not in block and len(block) <= MAX_BLOCK and cobs_decode(block) == data, (size, block)
    assert cobs_encode(b"\x01" * 254) == b"\xff" + b"\x01" * 254
    assert cobs_encode(b"\x01" * 254, True) == b"\xff" + b"\x01" * 254 + b"\x01"
    assert cobs_encode(b"\x01" * 254 + b"\0") == b"\xff" + b"\x01" * 254 + b"\x01\x01"

    payload = pb_fixed32(1, 0x1A2B3C4D) + pb_sub(RESUME, pb_uint(1, 1) + pb_fixed32(2, 0xC0FFEE) + pb_uint(3, 1))
    assert payload.hex() == "0d4d3c2b1a1a09080115eeffc0001801", payload.hex()
    wire = bytes.fromhex("00 0e0d4d3c2b1a1a09080115eeffc0 031801 04881eef 00")
    assert frame(payload) == wire and list(Deframer().feed(wire[1:] + b"\0" + wire)) == [payload, payload]
    session, member, body = read_to_pump(payload)
    assert (session, member, pb_get(body, 2, 5), pb_get(body, 3)) == (0x1A2B3C4D, RESUME, 0xC0FFEE, 1)
    assert list(Deframer().feed(b"hello\0" + b"x" * 600 + b"\0\x02\x01\0")) == [
        "COBS code beyond the end", "block too long", "too short"]
    for value in (0, 1, 127, 128, 1 << 32, (1 << 63) - 1, (1 << 64) - 1):
        assert read_varint(varint(value), 0) == (value, len(varint(value)))
    assert pb_sint(3, -1) == b"\x18\x01" and pb_sint(3, -(1 << 63))[1:] == varint((1 << 64) - 1)
    events = Events("x", 0.0)
    for kind in KINDS:
        for n in range(30):
            event = events.draw(1 << 40, 7, 1 << 40, 1 << 41, kind)
            assert len(event) <= 448 and pb_fields(event)[-1][0] == kind

    with tempfile.TemporaryDirectory() as folder:
        def start(name, *words):
            err = io.StringIO()
            opt = options(["--log", os.path.join(folder, name), "--heartbeat-ms", "500"] + list(words))
            pump = Pump(opt, io.StringIO(), err)
            thread = threading.Thread(target=pump.run, daemon=True)
            thread.start()

            def stop():
                pump.stopping = True
                thread.join()
                assert not pump.violations, err.getvalue()
                return err.getvalue()
            return pump, stop

        def talk(name, seconds, *words):
            pump, stop = start(name, *words)
            tiny = TinyCompanion(pump.port)
            done = tiny.run(lambda: tiny.epoch == pump.log.epoch and tiny.through == pump.log.newest
                            and not pump.erase_after and pump.rate_done >= pump.opt.rate, seconds)
            counted = stop()
            assert done, (name, tiny.through, pump.log.newest, counted)
            stated = {int(w[0]): w[1] for w in map(str.split, pump.log.dump()) if w[0] != "missing"}
            assert {n: e.hex() or "-" for n, e in tiny.kept.items() if n > pump.log.overwritten} == {
                n: e for n, e in stated.items() if n <= tiny.through}, name
            return pump, tiny

        pump, _ = talk("plain", 10, "--records", "300", "--odd", "0.3", "--window", "8")
        again = Log(pump.opt.log, readonly=True)
        assert again.boot == 1 and list(again.dump()) == list(pump.log.dump())
        with open(pump.opt.log, "ab") as file:
            file.write(b"301 08")  # killed while writing
        pump, tiny = talk("plain", 10, "--records", "5")
        assert pump.log.boot == 2 and len(tiny.kept) == 305
        _, tiny = talk("holes", 10, "--records", "60", "--skip", "0.2", "--unreadable", "3,7-9")
        assert (7, 9) in tiny.missing and 3 not in tiny.kept
        pump, tiny = talk("ring", 15, "--records", "50", "--ring", "8", "--rate", "60", "--window", "4")
        assert tiny.missing[0][0] == 1
        talk("erase", 20, "--records", "40", "--erase-after", "20")
        talk("faulty", 40, "--records", "80", "--drop", ".01", "--dup", ".05", "--flip", ".01", "--truncate", ".01",
             "--garbage", ".05", "--text", ".05", "--split", "--log-lines", "0.2")

        pump, stop = start("refusals", "--records", "9", "--sessions", "1")
        one, two = TinyCompanion(pump.port), TinyCompanion(pump.port)
        assert one.run(lambda: one.through == 9 and two.run(lambda: two.refusals == [(BUSY, 0)], 5))
        stop()
        pump, stop = start("versions", "--versions", "2..3")
        two = TinyCompanion(pump.port)
        assert two.run(lambda: two.refusals[:1] == [(VERSION, 0)], 5)
        stop()
    print("self-test ok")


# ------------------------------------------------------------------------------------------- command line

def _ranges(text):
    """"5,9-12" as ((5, 5), (9, 12))."""
    pairs = [part.split("-") for part in text.split(",") if part]
    return tuple((int(pair[0]), int(pair[-1])) for pair in pairs)


def options(words=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], allow_abbrev=False)
    add = parser.add_argument
    add("--port", type=int, default=0)
    add("--log", help="the log's file")
    add("--seed", default="1")
    add("--records", type=int, default=0, help="events to append at the start")
    add("--rate", type=float, default=0, help="further events per second")
    add("--odd", type=float, default=0.1, help="share of unusual or unreadable events")
    add("--ring", type=int, default=0, help="records that the log holds; 0: all")
    add("--skip", type=float, default=0, help="chance per event that numbers before it are never written")
    add("--unreadable", type=_ranges, default=(), help="sequences that cannot be read, as 5,9-12")
    add("--heartbeat-ms", type=int, default=1000, help="may be out of range: said so, lived within it")
    add("--window", type=int, default=16, help="likewise")
    add("--sessions", type=int, default=4, help="sessions at a time; more are busy")
    add("--versions", type=lambda text: tuple(map(int, text.split(".."))), default=(1, 1), help="as 2..3")
    add("--serial", default="PY-0001")
    add("--construction", type=int, default=1)
    add("--clock", choices=("none", "utc", "local"), default="utc")
    add("--speed", type=float)
    add("--log-lines", type=float, default=0, help="seconds between LogLines")
    for name in ("drop", "dup", "flip", "truncate", "garbage", "text", "stall"):
        add("--" + name, type=float, default=0, help="chance per frame")
    add("--stall-ms", type=int, default=1500)
    add("--split", action="store_true", help="writes in random cuts")
    add("--cut-every", type=float, default=0, help="seconds (x 0.5-1.5) until a connection is cut")
    add("--half-open", type=float, default=0, help="seconds after Welcome until neither reads nor writes")
    add("--mute", action="store_true", help="never says anything")
    add("--erase-after", type=int, default=0, help="records sent until the log is erased")
    add("--restore-after", type=int, default=0, help="records sent until the log goes back to an older state")
    add("--restore-back", type=int, default=10, help="by how many numbers")
    add("--then-records", type=int, default=15, help="events to append after erasing or going back")
    add("--single", action="store_true", help="one companion with one journal: check across connections, too")
    add("--run-for", type=float, default=0, help="seconds")
    add("--verbose", action="store_true", help="every frame on stderr")
    add("--dump", action="store_true")
    add("--history", action="store_true")
    add("--self-test", action="store_true")
    opt = parser.parse_args(words)
    if not opt.self_test and not opt.log:
        parser.error("--log is needed")
    return opt


def main():
    opt = options()
    if opt.self_test:
        self_test()
    elif opt.dump or opt.history:
        log = Log(opt.log, readonly=True)
        for line in log.dump() if opt.dump else log.history():
            print(line)
    else:
        pump = Pump(opt)

        def stop(*_):
            pump.stopping = True

        def dump(*_):
            pump.dump_wanted = True

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        if hasattr(signal, "SIGUSR1"):
            signal.signal(signal.SIGUSR1, dump)
        pump.run()
        sys.exit(3 if pump.violations else 0)


if __name__ == "__main__":
    main()
