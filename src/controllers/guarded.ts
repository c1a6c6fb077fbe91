import { noChange, type ChildPart, type TemplateResult } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
import { insertPart, setChildPartValue } from 'lit/directive-helpers.js';

/** Renders what others have written, so that a mistake in it harms nothing around it. */
class GuardedDirective extends Directive {
  #part: ChildPart | undefined;

  override render(_draw: () => unknown, _drawInstead: (error: unknown) => TemplateResult): unknown {
    return noChange;
  }

  override update(
    container: ChildPart,
    [draw, drawInstead]: [() => unknown, (error: unknown) => TemplateResult],
  ): unknown {
    // A part of its own: what a template began before it failed goes with the next value.
    this.#part ??= insertPart(container);
    try {
      setChildPartValue(this.#part, draw());
    } catch (error) {
      setChildPartValue(this.#part, drawInstead(error));
    }
    return noChange;
  }
}

const guardedDirective = directive(GuardedDirective);

/** Renders what `draw` gives; if that fails, now or when it is put into the page, what `drawInstead` gives. */
export function guarded(
  draw: () => unknown,
  drawInstead: (error: unknown) => TemplateResult,
): DirectiveResult {
  return guardedDirective(draw, drawInstead);
}
