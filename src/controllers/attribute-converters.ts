import type { ComplexAttributeConverter } from 'lit';

/** Reads a text. An attribute that is taken away gives `fallback`. */
export function textConverter(fallback = ''): ComplexAttributeConverter {
  return { fromAttribute: (text) => text ?? fallback };
}

/** Reads a flag that is true unless its attribute says `false`. */
export const flagConverter: ComplexAttributeConverter = {
  fromAttribute: (text) => text !== 'false',
};

/** Reads a flag that is false unless its attribute is there and does not say `false`. */
export const switchConverter: ComplexAttributeConverter = {
  fromAttribute: (text) => text !== null && text !== 'false',
};

/**
 * Reads a number for an element that reports mistakes: what is no number gives `NaN`, an attribute
 * that is taken away `fallback`.
 */
export function checkedNumberConverter(fallback: number): ComplexAttributeConverter {
  return {
    fromAttribute: (text) => (text === null ? fallback : text.trim() ? Number(text) : NaN),
  };
}
