// What this page knows of the sandbox, and who wants to hear when it changes.

const listeners = new Map();

export const world = {
  me: null,
  members: [],
  roles: [],
  guild: { id: "", name: "" },
  channels: [],
  events: [],
  messages: new Map(), // channel id -> Map of message id -> message
  commands: [],
  bot: { id: "", name: "Clio", online: false },
  contentPath: null,
  channelId: null,
  unread: new Map(),
};

export function listen(kind, listener) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
}

export function tell(kind, detail) {
  for (const listener of listeners.get(kind) ?? []) listener(detail);
}

export function channel() {
  return world.channels.find((one) => one.id === world.channelId);
}

export function messagesOf(channelId) {
  if (!world.messages.has(channelId)) world.messages.set(channelId, new Map());
  return world.messages.get(channelId);
}

export function memberName(id) {
  return world.members.find((member) => member.id === id)?.name ?? "someone";
}

const READ = {
  STATE(frame) {
    const { me, members, roles, guild, channels, events, commands, bot } = frame;
    Object.assign(world, { me, members, roles, guild, channels, events, commands, bot, contentPath: frame.content_path });
    world.messages = new Map(
      Object.entries(frame.messages).map(([id, list]) => [id, new Map(list.map((one) => [one.id, one]))]));
    world.unread.clear();
  },
  MESSAGE_CREATE({ message }) {
    messagesOf(message.channel_id).set(message.id, message);
  },
  MESSAGE_UPDATE({ message }) {
    messagesOf(message.channel_id).set(message.id, message);
  },
  MESSAGE_DELETE({ channel_id, id }) {
    messagesOf(channel_id).delete(id);
  },
  CHANNELS({ channels }) {
    world.channels = channels;
  },
  EVENTS({ events }) {
    world.events = events;
  },
  COMMANDS({ commands }) {
    world.commands = commands;
  },
  MEMBERS({ members }) {
    world.members = members;
  },
  BOT({ online }) {
    world.bot = { ...world.bot, online };
  },
};

export function receive(frame) {
  READ[frame.op]?.(frame);
  tell(frame.op, frame);
}
