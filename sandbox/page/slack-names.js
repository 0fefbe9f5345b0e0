/** Who and what the ids in Slack's texts stand for. */

/** The names of a world, and lists of people and channels to choose from. */
export function slackNames(world) {
  const users = new Map(world.slack_users.map((user) => [user.id, user.name]));
  users.set(world.slack_bot_user, "Doorstep");
  const channels = new Map(world.slack_channels.map((channel) => [channel.id, channel.name]));
  return {
    user: (id) => users.get(id),
    channel: (id) => channels.get(id) ?? (id.startsWith("D") ? "Doorstep" : undefined),
    users: world.slack_users.map((user) => ({ value: user.id, label: user.name })),
    channels: world.slack_channels.map((channel) => ({ value: channel.id, label: `#${channel.name}` })),
  };
}

/** The direct conversation between a person and the bot. */
export function directChannel(user) {
  return `D${user.slice(1)}`;
}

/** What a person typed, with "@Dana Cole" as a mention. */
export function withMentions(text, world) {
  const people = [...world.slack_users, { id: world.slack_bot_user, name: "Doorstep" }];
  return people.sort((one, other) => other.name.length - one.name.length)
    .reduce((result, user) => result.replaceAll(`@${user.name}`, `<@${user.id}>`), text);
}

/** A message's text as its author would type it again: the way back from `withMentions`. */
export function asTyped(text, names) {
  return text.replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => `@${names.user(id) ?? id}`)
    .replace(/<((?:https?|mailto|tel):[^<>|]+)(?:\|[^<>]*)?>/g, "$1")
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
