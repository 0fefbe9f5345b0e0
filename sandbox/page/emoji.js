/** The emoji that have a :name: here; any other stays as it was written. */

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", rotating_light: "🚨",
  sos: "🆘", no_entry: "⛔", no_entry_sign: "🚫", exclamation: "❗", question: "❓", grey_question: "❔", bangbang: "‼️",
  red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢", large_blue_circle: "🔵",
  white_circle: "⚪", black_circle: "⚫", large_orange_diamond: "🔶", small_blue_diamond: "🔹",
  eyes: "👀", wave: "👋", pray: "🙏", raised_hands: "🙌", raising_hand: "🙋", clap: "👏", "+1": "👍", thumbsup: "👍", "-1": "👎",
  thumbsdown: "👎", ok_hand: "👌", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇", muscle: "💪",
  smile: "😄", slightly_smiling_face: "🙂", thinking_face: "🤔", confused: "😕", cry: "😢", tada: "🎉", fire: "🔥", star: "⭐",
  sparkles: "✨", heart: "❤️", zzz: "💤", robot_face: "🤖", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
  truck: "🚚", articulated_lorry: "🚛", car: "🚗", package: "📦", mailbox: "📫", mailbox_with_mail: "📬", inbox_tray: "📥",
  outbox_tray: "📤", envelope: "✉️", incoming_envelope: "📨", phone: "☎️", telephone_receiver: "📞", iphone: "📱",
  speech_balloon: "💬", left_speech_bubble: "🗨️", thought_balloon: "💭", loudspeaker: "📢", mega: "📣", bell: "🔔", no_bell: "🔕",
  key: "🔑", old_key: "🗝️", lock: "🔒", unlock: "🔓", door: "🚪", house: "🏠", office: "🏢", department_store: "🏬", dog: "🐕",
  round_pushpin: "📍", pushpin: "📌", world_map: "🗺️", compass: "🧭", vertical_traffic_light: "🚦", construction: "🚧", stop_sign: "🛑",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰", stopwatch: "⏱️", clock1: "🕐", clock3: "🕒", calendar: "📅",
  date: "📅", memo: "📝", pencil: "📝", pencil2: "✏️", clipboard: "📋", page_facing_up: "📄", paperclip: "📎", camera: "📷",
  bar_chart: "📊", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", mag: "🔍", link: "🔗", gear: "⚙️", wrench: "🔧",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", leftwards_arrow_with_hook: "↩️", repeat: "🔁",
  arrows_counterclockwise: "🔄", heavy_plus_sign: "➕", bulb: "💡", ambulance: "🚑", police_car: "🚓", fire_engine: "🚒",
  hospital: "🏥", sunny: "☀️", cloud: "☁️", rain_cloud: "🌧️", snowflake: "❄️", zap: "⚡", us: "🇺🇸", mx: "🇲🇽", es: "🇪🇸",
  information_source: "ℹ️", heavy_minus_sign: "➖", lower_left_ballpoint_pen: "🖊️", label: "🏷️", money_with_wings: "💸",
  hash: "#️⃣", one: "1️⃣", two: "2️⃣", three: "3️⃣", bust: "👤", globe_with_meridians: "🌐", abc: "🔤", no_mobile_phones: "📵",
};

/** The character for a name, or the name in colons when it is not known here. */
export function emoji(name) {
  return EMOJI[name.replace(/::?skin-tone-\d$/, "")] ?? `:${name}:`;
}

/** A text with its :names: replaced. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g, (whole, name) => emoji(name));
}
