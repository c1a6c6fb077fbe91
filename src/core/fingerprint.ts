/** Sums a text up in 32 bits: equal texts alike, others almost never. No secret keeper. */
export function fingerprint(text: string): number {
  let sum = 7;
  for (let index = 0; index < text.length; index++) {
    sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
  }
  return sum;
}
