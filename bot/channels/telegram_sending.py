"""How one neutral outbound message becomes Telegram messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.channels.errors import Permanent
from bot.channels.plain_text import split, utf16_units
from bot.channels.telegram_errors import telegram_errors
from storage import outbox
from storage.database import Database
from storage.message import Button, File, Location, Operation, Outbound
from storage.outbox import Leased

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup

LOCATION_KEY = "📍 Share my location / Compartir mi ubicación"
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_FILE = 50 * 1024 * 1024


@dataclass(frozen=True)
class Piece:
    """One Telegram message: a text, a file with a caption, or a place."""

    text: str = ""
    file: tuple[File, bytes] | None = None
    place: Location | None = None
    keyboard: Keyboard | None = None


class TelegramSender:
    """Sends, changes and takes back messages."""

    def __init__(self, bot: ExtBot[None], database: Database) -> None:
        self._bot = bot
        self._database = database
        self._begun: dict[int, list[int]] = {}
        """The pieces that have left already, for messages whose next piece has to be tried again."""

    async def send(self, leased: Leased, files: Sequence[tuple[File, bytes]]) -> str:
        """Does what the message asks; gives "CHAT:MESSAGE" of the piece that bears text and buttons."""
        outbound = leased.outbound
        if outbound.operation is Operation.SEND:
            return await self._send(leased.id, outbound, files)
        if outbound.operation is Operation.EDIT:
            return await self._edit(leased.id, outbound)
        if outbound.operation is Operation.DELETE:
            return await self._delete(outbound)
        raise Permanent(f"Telegram knows no such thing as {outbound.operation.value}.")

    async def _send(self, outbox_id: int, outbound: Outbound, files: Sequence[tuple[File, bytes]]) -> str:
        pieces, main = pieces_of(outbound, files)
        sent = await self._post_all(outbox_id, outbound.destination, pieces)
        return f"{outbound.destination}:{sent[main]}"

    async def _edit(self, outbox_id: int, outbound: Outbound) -> str:
        chat, message_id = await self._target(outbound)
        first, *rest = split(outbound.text, MessageLimit.MAX_TEXT_LENGTH) or [""]
        if not first:
            raise Permanent("A message cannot be changed into an empty one.")
        with telegram_errors():
            await self._change(chat, message_id, first, _inline(outbound.buttons))
        await self._post_all(outbox_id, chat, [Piece(text=text) for text in rest])
        return f"{chat}:{message_id}"

    async def _change(self, chat: str, message_id: int, text: str, buttons: InlineKeyboardMarkup | None) -> None:
        try:
            await self._bot.edit_message_text(text, chat, message_id, reply_markup=buttons)
        except BadRequest as error:
            reason = error.message.lower()
            if "there is no text" in reason:
                await self._bot.edit_message_caption(chat, message_id, caption=text, reply_markup=buttons)
            elif "not modified" not in reason:
                raise

    async def _delete(self, outbound: Outbound) -> str:
        chat, message_id = await self._target(outbound)
        with telegram_errors():
            try:
                await self._bot.delete_message(chat, message_id)
            except BadRequest as error:
                if "not found" not in error.message.lower():
                    raise
        return f"{chat}:{message_id}"

    async def _target(self, outbound: Outbound) -> tuple[str, int]:
        target = int(outbound.target or 0)
        known = await self._database.read(lambda session: outbox.provider_id(session, target))
        if known is None:
            raise Permanent("The message that this changes never reached Telegram.")
        chat, _, message_id = known.rpartition(":")
        return chat, int(message_id)

    async def _post_all(self, outbox_id: int, chat: str, pieces: Sequence[Piece]) -> list[int]:
        sent = self._begun.setdefault(outbox_id, [])
        try:
            for piece in pieces[len(sent) :]:
                with telegram_errors():
                    message = await self._post(chat, piece)
                sent.append(message.message_id)
        except Permanent:
            del self._begun[outbox_id]
            raise
        return self._begun.pop(outbox_id)

    async def _post(self, chat: str, piece: Piece) -> Message:
        if piece.file is not None:
            return await self._post_file(chat, piece, *piece.file)
        if piece.place is not None:
            place = piece.place
            return await self._bot.send_location(
                chat, place.latitude, place.longitude, reply_markup=piece.keyboard
            )
        return await self._bot.send_message(chat, piece.text, reply_markup=piece.keyboard)

    async def _post_file(self, chat: str, piece: Piece, file: File, content: bytes) -> Message:
        if len(content) > LARGEST_FILE:
            raise Permanent(f"{file.name} is larger than the 50 MB that Telegram takes.")
        caption, keyboard = piece.text or None, piece.keyboard
        if file.kind == "voice" and file.media_type.startswith("audio/ogg"):
            return await self._bot.send_voice(
                chat, content, caption=caption, reply_markup=keyboard, filename=file.name
            )
        if file.kind == "photo" and len(content) <= LARGEST_PHOTO:
            try:
                return await self._bot.send_photo(
                    chat, content, caption=caption, reply_markup=keyboard, filename=file.name
                )
            except BadRequest as error:
                # What Telegram cannot read or show as a picture still arrives as a file.
                if not any(word in error.message.lower() for word in ("photo", "image")):
                    raise
        return await self._bot.send_document(
            chat, content, caption=caption, reply_markup=keyboard, filename=file.name
        )


def pieces_of(outbound: Outbound, files: Sequence[tuple[File, bytes]]) -> tuple[list[Piece], int]:
    """The Telegram messages in their order, and which of them bears the text and the buttons."""
    text = outbound.text.strip()
    captioned = bool(files) and utf16_units(text) <= MessageLimit.CAPTION_LENGTH
    texts = [] if captioned else split(text, MessageLimit.MAX_TEXT_LENGTH)
    pieces = [Piece(text=part) for part in texts]
    pieces += [
        Piece(text=text if captioned and number == 0 else "", file=file) for number, file in enumerate(files)
    ]
    if outbound.location is not None:
        pieces.append(Piece(place=outbound.location))
    if not pieces:
        raise Permanent("There is nothing in this message to send.")
    main = max(0, len(texts) - 1)
    buttons, key = _inline(outbound.buttons), _location_key() if outbound.ask_location else None
    pieces[main] = replace(pieces[main], keyboard=buttons or key)
    if buttons and key:
        # A message bears either buttons or a key: the key gets a small message of its own.
        pieces.append(Piece(text="📍", keyboard=key))
    return pieces, main


def _inline(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    if not 1 <= len(button.data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise Permanent(f"The button {button.label!r} carries more than Telegram takes (1 to 64 bytes).")
    return InlineKeyboardButton(button.label, callback_data=button.data)


def _location_key() -> ReplyKeyboardMarkup:
    key = KeyboardButton(LOCATION_KEY, request_location=True)
    return ReplyKeyboardMarkup([[key]], one_time_keyboard=True, resize_keyboard=True)
