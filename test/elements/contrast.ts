/** Tells the contrast of an element's ink on its ground, as WCAG 2.2 defines it. */
export function contrastOf(element: HTMLElement): number {
  const { color, backgroundColor } = getComputedStyle(element);
  return contrast(color, backgroundColor);
}

/** Tells the contrast of two opaque colours, in either order. */
export function contrast(ink: string, ground: string): number {
  const [dark = 0, light = 0] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Of an opaque `rgb()`. */
function luminance(colour: string): number {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number);
  if (!channels) throw new Error(`${colour} is not opaque.`);
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
