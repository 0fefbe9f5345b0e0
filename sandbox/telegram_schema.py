"""What each modelled Bot API method takes: names, types, which must be given, allowed values and lengths."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Field:
    """One parameter of a method, or one field of an object.

    `kind` is integer, float, boolean, string, chat (an id or @name), file (an upload, a file_id or a URL),
    the name of one of TYPES or UNIONS, or one of these in brackets: a list of them.
    """

    kind: str
    required: bool = False
    least: float | None = None
    """The smallest number, or the shortest text or list."""
    most: float | None = None
    """The largest number, or the longest text or list."""
    unit: str = "characters"
    """What a text's length is counted in: characters or bytes."""
    choices: frozenset[str] = frozenset()
    modelled: bool = True
    """False for what the real API takes but the sandbox has no behaviour for: refused, never ignored."""


def must(field: Field) -> Field:
    """The same field, required."""
    return replace(field, required=True)


def limited(kind: str, least: float, most: float, unit: str = "characters") -> Field:
    """A field with a smallest and a largest value or length."""
    return Field(kind, least=least, most=most, unit=unit)


def one_of(*choices: str) -> Field:
    """A text out of a fixed list."""
    return Field("string", choices=frozenset(choices))


Fields = dict[str, Field]

INTEGER, FLOAT, BOOLEAN = Field("integer"), Field("float"), Field("boolean")
STRING, CHAT, FILE = Field("string"), Field("chat"), Field("file")
ENTITIES = Field("[MessageEntity]")
NOT_MODELLED = Field("string", modelled=False)

# Lengths of texts and captions hold after their markup is parsed, so the methods check those.
TEXT_MOST, CAPTION_MOST, ANSWER_MOST = 4096, 1024, 200

UPDATE_KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
)

CHAT_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)

EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 "
    "🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 "
    "💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 "
    "😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 "
    "😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
REACTIONS = frozenset(EMOJI.split())

ENTITY_KINDS = (
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
)

BUTTON_STYLES = one_of("danger", "success", "primary")

TYPES: dict[str, Fields] = {
    "MessageEntity": {
        "type": must(one_of(*ENTITY_KINDS)),
        "offset": must(INTEGER),
        "length": must(INTEGER),
        "url": STRING,
        "user": NOT_MODELLED,
        "language": STRING,
        "custom_emoji_id": NOT_MODELLED,
        "unix_time": NOT_MODELLED,
        "date_time_format": NOT_MODELLED,
    },
    "LinkPreviewOptions": {
        "is_disabled": BOOLEAN,
        "url": STRING,
        "prefer_small_media": BOOLEAN,
        "prefer_large_media": BOOLEAN,
        "show_above_text": BOOLEAN,
    },
    "ReplyParameters": {
        "message_id": must(INTEGER),
        "chat_id": CHAT,
        "allow_sending_without_reply": BOOLEAN,
        "quote": NOT_MODELLED,
        "quote_parse_mode": NOT_MODELLED,
        "quote_entities": NOT_MODELLED,
        "quote_position": NOT_MODELLED,
        "checklist_task_id": NOT_MODELLED,
        "poll_option_id": NOT_MODELLED,
    },
    "InlineKeyboardMarkup": {"inline_keyboard": must(Field("[[InlineKeyboardButton]]"))},
    "InlineKeyboardButton": {
        "text": must(Field("string", least=1)),
        "icon_custom_emoji_id": NOT_MODELLED,
        "style": BUTTON_STYLES,
        "url": STRING,
        "callback_data": limited("string", 1, 64, "bytes"),
        "web_app": NOT_MODELLED,
        "login_url": NOT_MODELLED,
        "switch_inline_query": NOT_MODELLED,
        "switch_inline_query_current_chat": NOT_MODELLED,
        "switch_inline_query_chosen_chat": NOT_MODELLED,
        "copy_text": Field("CopyTextButton"),
        "callback_game": NOT_MODELLED,
        "pay": NOT_MODELLED,
    },
    "CopyTextButton": {"text": must(limited("string", 1, 256))},
    "ReplyKeyboardMarkup": {
        "keyboard": must(Field("[[KeyboardButton]]")),
        "is_persistent": BOOLEAN,
        "resize_keyboard": BOOLEAN,
        "one_time_keyboard": BOOLEAN,
        "input_field_placeholder": limited("string", 1, 64),
        "selective": BOOLEAN,
    },
    "KeyboardButton": {
        "text": must(Field("string", least=1)),
        "icon_custom_emoji_id": NOT_MODELLED,
        "style": BUTTON_STYLES,
        "request_users": NOT_MODELLED,
        "request_chat": NOT_MODELLED,
        "request_managed_bot": NOT_MODELLED,
        "request_contact": BOOLEAN,
        "request_location": BOOLEAN,
        "request_poll": NOT_MODELLED,
        "web_app": NOT_MODELLED,
    },
    "ReplyKeyboardRemove": {"remove_keyboard": must(BOOLEAN), "selective": BOOLEAN},
    "ForceReply": {
        "force_reply": must(BOOLEAN),
        "input_field_placeholder": limited("string", 1, 64),
        "selective": BOOLEAN,
    },
    "InputMediaPhoto": {
        "type": must(one_of("photo")),
        "media": must(FILE),
        "caption": STRING,
        "parse_mode": STRING,
        "caption_entities": ENTITIES,
        "show_caption_above_media": BOOLEAN,
        "has_spoiler": BOOLEAN,
    },
    "InputMediaDocument": {
        "type": must(one_of("document")),
        "media": must(FILE),
        "thumbnail": NOT_MODELLED,
        "caption": STRING,
        "parse_mode": STRING,
        "caption_entities": ENTITIES,
        "disable_content_type_detection": BOOLEAN,
    },
    "BotCommand": {
        "command": must(limited("string", 1, 32)),
        "description": must(limited("string", 1, 256)),
    },
    "BotCommandScope": {
        "type": must(
            one_of(
                "default",
                "all_private_chats",
                "all_group_chats",
                "all_chat_administrators",
                "chat",
                "chat_administrators",
                "chat_member",
            )
        ),
        "chat_id": CHAT,
        "user_id": INTEGER,
    },
    "ReactionTypeEmoji": {"type": must(one_of("emoji")), "emoji": must(one_of(*REACTIONS))},
}

UNIONS: dict[str, dict[str, str]] = {
    "ReplyMarkup": {
        "inline_keyboard": "InlineKeyboardMarkup",
        "keyboard": "ReplyKeyboardMarkup",
        "remove_keyboard": "ReplyKeyboardRemove",
        "force_reply": "ForceReply",
    }
}
"""Objects of several forms, told apart by a field that only one of them has."""

TAGGED: dict[str, dict[str, str]] = {"InputMedia": {"photo": "InputMediaPhoto", "document": "InputMediaDocument"}}
"""Objects of several forms, told apart by their field `type`."""

SENDING: Fields = {
    "business_connection_id": NOT_MODELLED,
    "chat_id": must(CHAT),
    "message_thread_id": NOT_MODELLED,
    "direct_messages_topic_id": NOT_MODELLED,
    "disable_notification": BOOLEAN,
    "protect_content": BOOLEAN,
    "allow_paid_broadcast": NOT_MODELLED,
    "message_effect_id": NOT_MODELLED,
    "reply_parameters": Field("ReplyParameters"),
}
ONE_MESSAGE: Fields = SENDING | {
    "suggested_post_parameters": NOT_MODELLED,
    "reply_markup": Field("ReplyMarkup"),
}
CAPTION: Fields = {"caption": STRING, "parse_mode": STRING, "caption_entities": ENTITIES}
TEXT: Fields = {
    "parse_mode": STRING,
    "entities": ENTITIES,
    "link_preview_options": Field("LinkPreviewOptions"),
}
EDITING: Fields = {
    "business_connection_id": NOT_MODELLED,
    "chat_id": CHAT,
    "message_id": INTEGER,
    "inline_message_id": NOT_MODELLED,
    "reply_markup": Field("InlineKeyboardMarkup"),
}
ALLOWED_UPDATES = Field("[string]", choices=frozenset(UPDATE_KINDS))
COMMANDS_FOR: Fields = {"scope": Field("BotCommandScope"), "language_code": limited("string", 0, 2)}

METHODS: dict[str, Fields] = {
    "getMe": {},
    "getUpdates": {
        "offset": INTEGER,
        "limit": limited("integer", 1, 100),
        "timeout": Field("integer", least=0),
        "allowed_updates": ALLOWED_UPDATES,
    },
    "setWebhook": {
        "url": must(STRING),
        "certificate": replace(FILE, modelled=False),
        "ip_address": NOT_MODELLED,
        "max_connections": limited("integer", 1, 100),
        "allowed_updates": ALLOWED_UPDATES,
        "drop_pending_updates": BOOLEAN,
        "secret_token": limited("string", 1, 256),
    },
    "deleteWebhook": {"drop_pending_updates": BOOLEAN},
    "getWebhookInfo": {},
    "sendMessage": ONE_MESSAGE | TEXT | {"text": must(Field("string", least=1))},
    "sendPhoto": ONE_MESSAGE
    | CAPTION
    | {"photo": must(FILE), "show_caption_above_media": BOOLEAN, "has_spoiler": BOOLEAN},
    "sendDocument": ONE_MESSAGE
    | CAPTION
    | {"document": must(FILE), "thumbnail": NOT_MODELLED, "disable_content_type_detection": BOOLEAN},
    "sendVoice": ONE_MESSAGE | CAPTION | {"voice": must(FILE), "duration": Field("integer", least=0)},
    "sendLocation": ONE_MESSAGE
    | {
        "latitude": must(limited("float", -90, 90)),
        "longitude": must(limited("float", -180, 180)),
        "horizontal_accuracy": limited("float", 0, 1500),
        "live_period": NOT_MODELLED,
        "heading": NOT_MODELLED,
        "proximity_alert_radius": NOT_MODELLED,
    },
    "sendMediaGroup": SENDING | {"media": must(limited("[InputMedia]", 2, 10))},
    "sendChatAction": {
        "business_connection_id": NOT_MODELLED,
        "chat_id": must(CHAT),
        "message_thread_id": NOT_MODELLED,
        "action": must(one_of(*CHAT_ACTIONS)),
    },
    "editMessageText": EDITING | TEXT | {"text": STRING, "rich_message": NOT_MODELLED},
    "editMessageReplyMarkup": EDITING,
    "editMessageCaption": EDITING | CAPTION | {"show_caption_above_media": BOOLEAN},
    "deleteMessage": {"chat_id": must(CHAT), "message_id": must(INTEGER)},
    "answerCallbackQuery": {
        "callback_query_id": must(STRING),
        "text": limited("string", 0, ANSWER_MOST),
        "show_alert": BOOLEAN,
        "url": NOT_MODELLED,
        "cache_time": INTEGER,
    },
    "setMyCommands": {"commands": must(limited("[BotCommand]", 0, 100))} | COMMANDS_FOR,
    "getMyCommands": COMMANDS_FOR,
    "deleteMyCommands": COMMANDS_FOR,
    "getFile": {"file_id": must(Field("string", least=1))},
    "setMessageReaction": {
        "chat_id": must(CHAT),
        "message_id": must(INTEGER),
        "reaction": Field("[ReactionTypeEmoji]", most=1),
        "is_big": BOOLEAN,
    },
}
