// Takes turns fairly: whatever disturbs the machine disturbs everybody.

/**
 * Measures each name once per round. Each round begins with another one.
 *
 * @param {readonly string[]} names
 * @param {number} rounds
 * @param {(name: string) => Promise<number>} measure
 * @returns {Promise<Record<string, number>[]>} the figures by name, of each round
 */
export async function takeTurns(names, rounds, measure) {
  /** @type {Record<string, number>[]} */
  const figures = [];
  for (let round = 0; round < rounds; round++) {
    /** @type {Record<string, number>} */
    const figure = {};
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length] ?? '';
      figure[name] = await measure(name);
    }
    figures.push(figure);
  }
  return figures;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}
