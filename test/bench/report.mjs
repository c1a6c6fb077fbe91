// Turns figures into a table.

/**
 * @typedef {object} Row
 * @property {string} figure What was measured.
 * @property {number} value
 * @property {Unit} unit
 * @property {number} [most] The goal, if the figure must not exceed something.
 * @property {number} [least] The goal, if the figure must not fall short of something.
 *
 * @typedef {'ms' | 'ns' | 's' | '×' | 'MB' | 'bytes' | 'arrivals' | 'nodes' | 'fps'} Unit
 *
 * @typedef {object} Section
 * @property {string} title
 * @property {string} [note] How it was measured.
 * @property {readonly Row[]} rows
 */

/** @type {Record<Unit, number>} */
const DECIMALS = { ms: 1, ns: 0, s: 1, '×': 2, MB: 2, bytes: 0, arrivals: 0, nodes: 0, fps: 1 };
const HEAD = ['', 'figure', 'goal', ''];

/**
 * @param {Row} row
 * @returns {'goal met' | 'goal missed' | ''}
 */
export function verdict({ value, most = Infinity, least = -Infinity }) {
  if (most === Infinity && least === -Infinity) return '';
  return value <= most && value >= least ? 'goal met' : 'goal missed';
}

/**
 * @param {readonly Section[]} sections
 * @returns {string}
 */
export function table(sections) {
  const lines = sections.map((section) => section.rows.map(cells));
  const all = [HEAD, ...lines.flat()];
  const widths = HEAD.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const draw = (/** @type {readonly string[]} */ line) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === 3 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('   ')
      .trimEnd();
  const parts = sections.map(({ title, note }, index) =>
    [title, ...(lines[index] ?? []).map(draw), ...(note ? [`  (${note})`] : [])].join('\n'),
  );
  return [draw(HEAD), ...parts].join('\n\n');
}

/**
 * @param {Row} row
 * @returns {string[]}
 */
function cells(row) {
  const { figure, value, unit, most, least } = row;
  let goal = '';
  if (most !== undefined) goal = `≤ ${amount(most, unit)}`;
  if (least !== undefined) goal = `≥ ${amount(least, unit)}`;
  return [`  ${figure}`, amount(value, unit), goal, verdict(row)];
}

/**
 * @param {number} value
 * @param {Unit} unit
 */
function amount(value, unit) {
  const digits = value >= 1000 || Number.isInteger(value) ? 0 : DECIMALS[unit];
  const text = value.toLocaleString('en-GB', {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  });
  return unit === '×' ? `${text}×` : `${text} ${unit}`;
}
