import type { PropertyDeclaration } from 'lit';

/**
 * Declares a property that is a number. An attribute that is taken away, or is no number, gives
 * `fallback`.
 */
export function numberProperty(fallback: number, attribute?: string): PropertyDeclaration {
  const fromAttribute = (text: string | null): number =>
    text?.trim() && !Number.isNaN(Number(text)) ? Number(text) : fallback;
  return { converter: { fromAttribute }, ...(attribute && { attribute }) };
}
