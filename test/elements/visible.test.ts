import { LitElement } from 'lit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { VisibleController } from '../../src/controllers/visible-controller.js';
import type { MessageSource } from '../../src/core/message-source.js';

test('follows while the host is in view, and once at a time', async () => {
  const { row, told, scroll } = setUp();
  await vi.waitFor(() => expect(told).toEqual(['+a']));
  await scroll(0);
  await vi.waitFor(() => expect(told).toEqual(['+a', '-a']));
  await scroll(1000);
  await vi.waitFor(() => expect(told).toEqual(['+a', '-a', '+a']));
  row.remove();
  expect(told).toEqual(['+a', '-a', '+a', '-a']);
});

test('a host out of view follows nothing, whatever its source', async () => {
  const { row, told, scroll } = setUp();
  await vi.waitFor(() => expect(told).toEqual(['+a']));
  await scroll(0);
  await vi.waitFor(() => expect(told).toEqual(['+a', '-a']));
  row.source = named('b');
  await row.updateComplete;
  expect(told).toHaveLength(2);
  await scroll(1000);
  await vi.waitFor(() => expect(told).toEqual(['+a', '-a', '+b']));
});

test('another source takes the place of the one before', async () => {
  const { row, told } = setUp();
  await vi.waitFor(() => expect(told).toEqual(['+a']));
  row.source = named('b');
  await row.updateComplete;
  expect(told).toEqual(['+a', '-a', '+b']);
});

test('works again when the host is put back', async () => {
  const { row, told, box } = setUp();
  await vi.waitFor(() => expect(told).toEqual(['+a']));
  row.remove();
  box.append(row);
  await vi.waitFor(() => expect(told).toEqual(['+a', '-a', '+a']));
});

class VisibleRow extends LitElement {
  source: MessageSource | undefined;
  readonly told: string[] = [];
  readonly controller = new VisibleController(this, (source) => {
    const { name } = source as unknown as { name: string };
    this.told.push(`+${name}`);
    return () => void this.told.push(`-${name}`);
  });

  static override properties = { source: { attribute: false } };
}
customElements.define('visible-row', VisibleRow);

function named(name: string): MessageSource {
  return { name } as unknown as MessageSource;
}

/** A row far down in a box that is scrolled to it. */
function setUp() {
  const box = document.createElement('div');
  box.style.cssText = 'height: 100px; overflow: auto';
  const above = document.createElement('div');
  above.style.height = '1000px';
  const row = document.createElement('visible-row') as VisibleRow;
  row.style.cssText = 'display: block; height: 50px';
  row.source = named('a');
  box.append(above, row);
  document.body.append(box);
  box.scrollTop = 1000;
  onTestFinished(() => box.remove());
  const scroll = async (to: number): Promise<void> => {
    box.scrollTop = to;
    await new Promise(requestAnimationFrame);
  };
  return { box, row, told: row.told, scroll };
}
