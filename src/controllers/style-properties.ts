import { noChange, type ElementPart } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';

/**
 * Sets custom properties of an element through the CSSOM, which a strict content security policy
 * allows, other than the `style` attribute that Lit's own `styleMap` begins with.
 */
class StylePropertiesDirective extends Directive {
  readonly #known = new Map<string, string>();

  override render(_properties: Readonly<Record<`--${string}`, string>>): unknown {
    return noChange;
  }

  override update(
    { element }: ElementPart,
    [properties]: [Readonly<Record<`--${string}`, string>>],
  ): unknown {
    for (const [name, value] of Object.entries(properties)) {
      if (this.#known.get(name) === value) continue;
      this.#known.set(name, value);
      (element as HTMLElement).style.setProperty(name, value);
    }
    return noChange;
  }
}

const stylePropertiesDirective = directive(StylePropertiesDirective);

/** Sets custom properties of the element that it is put on. Values must be checked already. */
export function styleProperties(
  properties: Readonly<Record<`--${string}`, string>>,
): DirectiveResult {
  return stylePropertiesDirective(properties);
}
