// The commands that this member is offered, one row for each that can be sent.

const CHAT = 1, SUB_COMMAND = 1, GROUP = 2;

/** Leaves: {command, path, description, options, group}. `group` is the heading in the picker. */
export function leaves(commands) {
  return commands.filter((one) => (one.type ?? CHAT) === CHAT).flatMap((command) => grow(command, command, [command.name]))
    .sort((a, b) => a.group.localeCompare(b.group) || a.title.localeCompare(b.title));
}

function grow(command, node, path) {
  const branches = (node.options ?? []).filter((one) => one.type === SUB_COMMAND || one.type === GROUP);
  if (branches.length) return branches.flatMap((one) => grow(command, one, [...path, one.name]));
  const options = [...(node.options ?? [])].sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
  return [{ command, path, title: path.join(" "), description: node.description, options, group: groupOf(command, path) }];
}

function groupOf(command, path) {
  return path.length > 1 ? `/${command.name} — ${command.description}` : "Commands";
}

/** Best first: the title begins with the words, then a word of it does, then it or the description holds them. */
export function search(all, text) {
  const wanted = text.trim().toLowerCase();
  const rank = ({ title, description }) => {
    if (title.startsWith(wanted)) return 0;
    if (title.split(/[ -]/).some((word) => word.startsWith(wanted))) return 1;
    if (title.includes(wanted)) return 2;
    return description.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return all.map((leaf) => [rank(leaf), leaf]).filter(([found]) => found < 4).sort(([a], [b]) => (wanted ? a - b : 0)).map(([, leaf]) => leaf);
}

/** Discord's nested shape around the values. */
export function nest(leaf, values) {
  const kinds = kindsOf(leaf);
  return leaf.path.slice(1).reduceRight((inner, name, index) => [{ type: kinds[index], name, options: inner }], values);
}

function kindsOf(leaf) {
  let node = leaf.command;
  return leaf.path.slice(1).map((name) => {
    node = node.options.find((one) => one.name === name);
    return node.type;
  });
}
