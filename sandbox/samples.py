"""A picture and a voice recording for those who send one without having one."""

from __future__ import annotations

import struct
import zlib

SAMPLE_SIZE = (320, 240)


def sample_picture() -> bytes:
    """A PNG picture with a plain gradient."""
    width, height = SAMPLE_SIZE
    rows = b"".join(
        b"\x00" + bytes((80, 120 + row // 4, 160)) * width for row in range(height)
    )  # each row begins with its filter, 0: none
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", header)
        + _png_chunk(b"IDAT", zlib.compress(rows))
        + _png_chunk(b"IEND", b"")
    )


def sample_voice() -> bytes:
    """One second of silence as Opus in an Ogg container, the form Telegram uses for voice messages."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    vendor = b"doorstep"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)
    silent_frame = b"\xf8\xff\xfe"  # 20 ms
    frames = [silent_frame] * 50
    return _ogg_page(0, 0x02, 0, [head]) + _ogg_page(1, 0x00, 0, [tags]) + _ogg_page(2, 0x04, 48_000, frames)


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _ogg_page(number: int, flags: int, position: int, packets: list[bytes]) -> bytes:
    lengths = bytes(len(packet) for packet in packets)  # every packet here is shorter than 255 bytes

    def page(checksum: int) -> bytes:
        fixed = struct.pack("<BBqIIIB", 0, flags, position, 1, number, checksum, len(packets))
        return b"OggS" + fixed + lengths + b"".join(packets)

    return page(_ogg_checksum(page(0)))


def _ogg_checksum(page: bytes) -> int:
    checksum = 0
    for byte in page:
        checksum ^= byte << 24
        for _bit in range(8):
            carry = checksum & 0x8000_0000
            checksum = (checksum << 1) & 0xFFFF_FFFF ^ (0x04C1_1DB7 if carry else 0)
    return checksum
