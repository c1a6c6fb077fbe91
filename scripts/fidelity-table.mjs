// What `npm run fidelity` prints.

/** @typedef {import('../test/fidelity/subject.js').Finding} Finding */
/** @typedef {import('../test/fidelity/subject.js').SubjectName} SubjectName */
/** @typedef {import('../test/fidelity/probe.js').Json} Json */

const FAMILIES = /** @type {const} */ (['WebSocket', 'event stream', 'BroadcastChannel', 'Worker']);
const SUBJECTS = /** @type {const} */ (['client', 'stage', 'mock-socket', 'msw']);
const WIDTH = 12;
/** How much to tell of one difference. */
const MOST_LINES = 5;
const MOST_LETTERS = 120;

export const LEGEND = `
=  answers as native Chromium   ≠  does not   k  does not, which is known and asserted
–  has no way to set the scene, or does not stand for this at all

native        Chromium's own, and real servers where it needs any
client        event streams: the kit's SSEClient in Chromium, before the same server
stage         event streams: the same client, for a stage has no EventSource
msw           WebSocket: its own, in place of the page's · event streams: Chromium's EventSource
              behind its service worker
`;

/**
 * Puts together what different test files found about the same probe, in the order of the probes.
 *
 * @param {readonly Finding[]} findings
 * @returns {Finding[]}
 */
export function merge(findings) {
  /** @type {Map<string, Finding>} */
  const merged = new Map();
  for (const finding of findings) {
    const key = `${finding.family}: ${finding.probe}`;
    const { answers, cannot, ...rest } = merged.get(key) ?? { answers: {}, cannot: [] };
    merged.set(key, {
      ...rest,
      ...finding,
      answers: { ...answers, ...finding.answers },
      cannot: [...cannot, ...finding.cannot],
    });
  }
  const rank = (/** @type {Finding} */ { family }) => FAMILIES.indexOf(family);
  return [...merged.values()].sort(
    (one, other) => rank(one) - rank(other) || one.index - other.index,
  );
}

/**
 * One line for each probe that somebody answers otherwise than native, or for each at all.
 *
 * @param {readonly Finding[]} probes
 * @param {boolean} all
 */
export function probeLines(probes, all) {
  return FAMILIES.flatMap((family) => {
    const own = probes.filter((probe) => probe.family === family);
    const shown = own.filter(
      (probe) => all || SUBJECTS.some((name) => /[≠k]/.test(mark(probe, name))),
    );
    if (shown.length === 0) return [];
    const head = SUBJECTS.map((name) => name.padEnd(WIDTH)).join('');
    const rows = shown.map((probe) => {
      const marks = SUBJECTS.map((name) => mark(probe, name).padEnd(WIDTH)).join('');
      return `${marks}${probe.probe}${probe.why ? ` (${probe.why})` : ''}`;
    });
    return [`${head}${family.toUpperCase()}`, ...rows, ''];
  });
}

/**
 * How many answers equal native, by family and subject.
 *
 * @param {readonly Finding[]} probes
 */
export function tableLines(probes) {
  const rows = FAMILIES.map((family) => {
    const own = probes.filter((probe) => probe.family === family);
    return [family, String(own.length), ...SUBJECTS.map((name) => summary(own, name))];
  });
  const grid = [['', 'probes', ...SUBJECTS], ...rows];
  const widths = grid[0]?.map((_, column) =>
    Math.max(...grid.map((row) => row[column]?.length ?? 0)),
  );
  return grid.map((row) =>
    row
      .map((cell, column) => cell.padEnd((widths?.[column] ?? 0) + 3))
      .join('')
      .trimEnd(),
  );
}

/**
 * Tells what is otherwise than native, or than what is known of it.
 *
 * @param {readonly Finding[]} probes
 * @param {readonly SubjectName[]} names Of whom to tell.
 */
export function differenceLines(probes, names) {
  return probes.flatMap((probe) =>
    names.flatMap((name) => {
      const { family, known, answers } = probe;
      const answer = answers[name];
      const expected = known?.[name] ?? answers.native;
      if (answer === undefined || isSame(answer, expected)) return [];
      const found = differences(expected, answer, 'answer').map(
        ({ path, one, other }) =>
          `    ${path}: ${known ? 'known' : 'native'} ${one}, ${name} ${other}\n`,
      );
      return [`✗ ${family}: ${probe.probe}\n${found.slice(0, MOST_LINES).join('')}`];
    }),
  );
}

/**
 * @param {readonly Finding[]} probes
 * @param {SubjectName} name
 */
function summary(probes, name) {
  const marks = probes.map((probe) => mark(probe, name));
  const count = (/** @type {string} */ wanted) => marks.filter((each) => each === wanted).length;
  if (count('–') === marks.length) return '–';
  const known = count('k') ? ` + ${count('k')} known` : '';
  const asked = marks.length - count('–');
  return `${count('=')}${known}${asked < marks.length ? ` of ${asked}` : ''}`;
}

/**
 * @param {Finding} probe
 * @param {SubjectName} name
 */
function mark({ answers, known, cannot }, name) {
  const answer = answers[name];
  if (answer === undefined || cannot.includes(name)) return '–';
  if (isSame(answer, answers.native)) return '=';
  return known?.[name] && isSame(answer, known[name]) ? 'k' : '≠';
}

/**
 * Names the places where two answers differ, and both contents.
 *
 * @param {Json | undefined} one
 * @param {Json | undefined} other
 * @param {string} path
 * @returns {{ path: string; one: string; other: string }[]}
 */
function differences(one, other, path) {
  if (isSame(one, other)) return [];
  if (isContainer(one) && isContainer(other) && Array.isArray(one) === Array.isArray(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) =>
      differences(one[key], other[key], Array.isArray(one) ? `${path}[${key}]` : `${path}.${key}`),
    );
  }
  return [{ path, one: text(one), other: text(other) }];
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, Json>}
 */
function isContainer(value) {
  return typeof value === 'object' && value !== null;
}

/**
 * @param {Json | undefined} one
 * @param {Json | undefined} other
 */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @param {Json | undefined} value */
function text(value) {
  const full = value === undefined ? 'nothing' : JSON.stringify(value);
  return full.length > MOST_LETTERS ? `${full.slice(0, MOST_LETTERS)} …` : full;
}
