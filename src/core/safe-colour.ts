import { fingerprint } from './fingerprint.js';

/** A colour that can be read on light and on dark ground, as `#rrggbb`. */
export interface SafeColour {
  /** At least 4.5 to 1 against white ink and against the kit's light surfaces. */
  readonly light: string;
  /** At least 4.5 to 1 against `DARK_INK` and against the kit's dark surfaces. */
  readonly dark: string;
}

/** Red, green and blue, each 0 to 1. */
type Channels = readonly [red: number, green: number, blue: number];

/** What is written on the dark theme's colours; on the light theme's it is white. */
export const DARK_INK = '#0b1520';

/** The brightest luminance that holds 4.5 to 1 against the lightest grey the kit has, #f8f9fa. */
const BRIGHTEST = 0.168;
/** The darkest luminance that holds 4.5 to 1 against the dark theme's raised surface, #1f242b. */
const DARKEST = 0.262;
/** The longest text that is looked at. */
const LONGEST = 64;
/** How many hues are given out. */
const HUES = 24;
/** Takes hues that follow each other apart, as ids that follow each other would get them. */
const SPREAD = 7;

/**
 * Makes a colour that is safe to show from whatever came off the wire: parsed, never pasted.
 *
 * Understands `#rgb`, `#rrggbb`, `rgb()` and `hsl()`; transparency is ignored. Anything else gives
 * the colour of `id`, always the same one. Hue and saturation stay, only the luminance is moved to
 * where the contrast is right (WCAG 2.2, 1.4.3).
 */
export function safeColour(value: unknown, id: string): SafeColour {
  const hue = (((Math.abs(fingerprint(id)) % HUES) * SPREAD) % HUES) / HUES;
  const colour = parseColour(value) ?? fromHsl(hue, 0.62, 0.46);
  const linear = colour.map(toLinear) as unknown as Channels;
  return { light: toHex(darkened(linear)), dark: toHex(lightened(linear)) };
}

function parseColour(value: unknown): Channels | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  const text = value.trim().toLowerCase();
  const hex = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.test(text);
  if (hex) return parseHex(text.slice(1));
  const [, form, list = ''] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? [];
  const parts = list.trim().split(/\s*[,/]\s*|\s+/);
  if (!form || parts.length < 3 || parts.length > 4) return undefined;
  return form === 'rgb' ? parseRgb(parts) : parseHsl(parts);
}

function parseHex(digits: string): Channels {
  const size = digits.length < 6 ? 1 : 2;
  const channel = (index: number): number => {
    const part = digits.slice(index * size, (index + 1) * size);
    return parseInt(size === 1 ? part + part : part, 16) / 255;
  };
  return [channel(0), channel(1), channel(2)];
}

function parseRgb(parts: readonly string[]): Channels | undefined {
  const [red, green, blue] = parts.map((part) => parseNumber(part, { '': 255, '%': 100 }));
  return allOf(red, green, blue, (channels) => channels.map(clamp) as unknown as Channels);
}

function parseHsl([hue = '', ...rest]: readonly string[]): Channels | undefined {
  const turn = parseNumber(hue, { '': 360, deg: 360, turn: 1, rad: 2 * Math.PI, grad: 400 });
  const [saturation, lightness] = rest.map((part) => parseNumber(part, { '': 100, '%': 100 }));
  return allOf(turn, saturation, lightness, ([h, s, l]) =>
    fromHsl(h - Math.floor(h), clamp(s), clamp(l)),
  );
}

/** Reads a number with one of the units, as a share of what that unit's whole is. */
function parseNumber(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, digits, unit = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)$/.exec(text) ?? [];
  const whole = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return digits === undefined || whole === undefined ? undefined : Number(digits) / whole;
}

function allOf(
  a: number | undefined,
  b: number | undefined,
  c: number | undefined,
  make: (all: Channels) => Channels,
): Channels | undefined {
  return a === undefined || b === undefined || c === undefined ? undefined : make([a, b, c]);
}

/** Converts as CSS Color 4, 7.1, has it. All values are 0 to 1. */
function fromHsl(hue: number, saturation: number, lightness: number): Channels {
  const channel = (n: number): number => {
    const k = (n + hue * 12) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

function darkened(linear: Channels): Channels {
  const factor = Math.min(1, BRIGHTEST / luminance(linear));
  return linear.map((channel) => channel * factor) as unknown as Channels;
}

function lightened(linear: Channels): Channels {
  const own = luminance(linear);
  const share = own < DARKEST ? (DARKEST - own) / (1 - own) : 0;
  return linear.map((channel) => channel + (1 - channel) * share) as unknown as Channels;
}

/** The relative luminance of WCAG 2.2. */
function luminance([red, green, blue]: Channels): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function toHex(linear: Channels): string {
  const digits = linear.map((channel) => {
    const encoded = channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
    return Math.round(clamp(encoded) * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${digits.join('')}`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
