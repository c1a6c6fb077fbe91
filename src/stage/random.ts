/** Draws numbers in [0, 1). */
export type RandomSource = () => number;

/**
 * Makes a repeatable source of chance for one consumer.
 *
 * The name keeps consumers apart: a further one never shifts the numbers of those already there.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand).
 */
export function seededRandom(seed: number | string, name: string): RandomSource {
  let [a, b, c, d] = hash128(`${typeof seed}:${seed}/${name}`);
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // sfc32 needs some rounds until neighbouring seeds no longer resemble each other.
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** Makes a version 4 UUID (RFC 9562) out of seeded chance. */
export function seededUuid(random: RandomSource): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'[Math.floor(random() * 4)] ?? '8';
  const text = hex.join('');
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join('-');
}

/** FNV-1a over four lanes; only its spread matters here. */
function hash128(text: string): [number, number, number, number] {
  const lanes: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let index = 0; index < text.length; index++) {
    for (let lane = 0; lane < 4; lane++) {
      lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ (text.charCodeAt(index) + lane), 0x01000193);
    }
  }
  return lanes;
}
