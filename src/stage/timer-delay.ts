/**
 * Reads a delay as the platform's timers do, which count in 32 bits with a sign: from 2³¹ ms on it
 * wraps around, so that most of what was meant as very long, `Infinity` too, fires at once.
 *
 * Shorter delays keep their fractions. [HTML: timers; Web IDL: ConvertToInt]
 */
export function timerDelay(delay: number): number {
  return Math.abs(delay) < 2 ** 31 ? delay : delay | 0;
}
