"""The Bot API methods that send messages."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from sandbox.telegram_chats import Chats, Message
from sandbox.telegram_errors import bad_request
from sandbox.telegram_files import Files, Upload
from sandbox.telegram_request import Parameters
from sandbox.telegram_schema import CAPTION_MOST, TEXT_MOST
from sandbox.telegram_text import formatted

Content = dict[str, Any]


class Sending:
    """Makes messages of what the bot sends."""

    def __init__(self, chats: Chats, files: Files) -> None:
        self._chats = chats
        self._files = files
        self._contents: dict[str, Callable[[Parameters], Content]] = {
            "sendMessage": self._text,
            "sendPhoto": self._photo,
            "sendDocument": self._document,
            "sendVoice": self._voice,
            "sendLocation": self._location,
        }

    def sends(self, method: str) -> bool:
        """Whether this method sends one message."""
        return method in self._contents

    def send(self, method: str, given: Parameters) -> Message:
        """Send one message."""
        content = self._contents[method](given)
        if given.get("protect_content"):
            content["has_protected_content"] = True
        markup = given.get("reply_markup")
        if markup and markup.get("inline_keyboard") != []:
            content["reply_markup"] = markup
        return self._chats.add_from_bot(given["chat_id"], content, self._answered(given), method)

    def send_group(self, given: Parameters) -> list[Message]:
        """Send several photos or several documents as one album."""
        if len({item["type"] for item in given["media"]}) > 1:
            raise bad_request("document can't be mixed with other media types")
        contents = [self._group_item(item) for item in given["media"]]
        answered = self._answered(given)
        album = {"media_group_id": str(secrets.randbelow(10**17))}
        return [
            self._chats.add_from_bot(given["chat_id"], content | album, answered, "sendMediaGroup")
            for content in contents
        ]

    def _group_item(self, item: dict[str, Any]) -> Content:
        store = self._files.photo if item["type"] == "photo" else self._files.document
        return store(self._upload(item["media"])) | caption_of(item)

    def _answered(self, given: Parameters) -> int | None:
        asked = given.get("reply_parameters")
        if asked is None:
            return None
        message_id: int = asked["message_id"]
        chat = asked.get("chat_id", given["chat_id"])
        if chat == given["chat_id"] and self._chats.find(chat, message_id):
            return message_id
        if asked.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")

    def _text(self, given: Parameters) -> Content:
        preview = given.get("link_preview_options")
        return text_of(given) | ({"link_preview_options": preview} if preview else {})

    def _photo(self, given: Parameters) -> Content:
        caption = caption_of(given)
        return self._files.photo(self._upload(given["photo"])) | caption

    def _document(self, given: Parameters) -> Content:
        caption = caption_of(given)
        return self._files.document(self._upload(given["document"])) | caption

    def _voice(self, given: Parameters) -> Content:
        caption = caption_of(given)
        return self._files.voice(self._upload(given["voice"]), given.get("duration", 0)) | caption

    def _location(self, given: Parameters) -> Content:
        names = ("latitude", "longitude", "horizontal_accuracy")
        return {"location": {name: given[name] for name in names if name in given}}

    def _upload(self, given: str | Upload) -> Upload:
        if isinstance(given, Upload):
            return given
        if given.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content; the sandbox fetches nothing, upload the file")
        return self._files.get(given).upload


def text_of(given: Parameters) -> Content:
    """A message's text with its entities, or the refusal of a text that cannot be sent."""
    text, entities = formatted(given.get("text", ""), given.get("parse_mode"), given.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_MOST:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_of(given: Parameters) -> Content:
    """A file's caption with its entities; nothing where it is empty."""
    text, entities = formatted(given.get("caption", ""), given.get("parse_mode"), given.get("caption_entities"))
    if len(text) > CAPTION_MOST:
        raise bad_request("message caption is too long")
    caption: Content = {"caption": text} if text else {}
    return caption | {"caption_entities": entities} if entities else caption
