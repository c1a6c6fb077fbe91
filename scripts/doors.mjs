// Opens, in plain Node, each built door of the package that promises to work there: importing it must
// neither throw nor define an element.
const DOORS = ['', '/transports', '/documents', '/stage'].map((door) => `tallylight${door}`);

for (const door of DOORS) {
  const names = Object.keys(await import(door));
  if (names.length === 0) {
    throw new Error(`Failed to open the door ${door}: it exports nothing. Export what it is for.`);
  }
}

const tags = ['notification-feed', 'connection-status'].filter((tag) =>
  globalThis.customElements?.get(tag),
);
if (tags.length > 0) {
  throw new Error(
    `Failed to open the doors quietly: ${tags.join(', ')} got defined. ` +
      'Import classes from `<name>.js`, never from `<name>.define.js`.',
  );
}
