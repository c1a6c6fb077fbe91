/** Says something on the bus, as a page does. */
export function publish(target: Element, topic: string, data: unknown = {}): void {
  const detail = { topic, data };
  target.dispatchEvent(new CustomEvent('pan:publish', { detail, bubbles: true, composed: true }));
}
