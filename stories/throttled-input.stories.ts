import '../src/elements/throttled-input/throttled-input.define.js';
import './wire-tape.js';
import { html, type TemplateResult } from 'lit';
import { createRef, ref, type Ref } from 'lit/directives/ref.js';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import type { ThrottledInputElement } from '../src/elements/throttled-input/throttled-input.js';
import { withSSE } from '../src/storybook/with-sse.js';
import { compose, innerInput, inputIn, type, write } from './input-parts.js';
import { part, text } from './scene-parts.js';
import inputOutage from './streams/input-outage.json';
import quietLine from './streams/quiet-line.json';
import sseConnected from './streams/sse-connected.json';
import { atMoments, lane, sourceOf } from './tape-parts.js';
import { overhear, withTappedClient } from './tapped-client.js';
import type { Recorder, Tape } from './wire-tape.js';

const TYPED = 'Typed';
const SENT = 'Sent';

/** Attempts a second apart, so that moments can be named. */
const steadily = { reconnectDelay: () => 1000, maxReconnectAttempts: Infinity };

/** A connection that holds. */
const connected = withTappedClient(quietLine, steadily);

const meta = preview.meta({
  title: 'Scenes/Throttled input',
  component: 'throttled-input',
  args: { label: 'Search', type: 'search', placeholder: 'Ships, ports, cargo', delay: 300 },
  render: (args) => field(args),
});

/** Somebody types a letter every 80 ms. A message goes out every 300 ms, and the last value always. */
export const Throttled = meta.story({
  decorators: [connected],
  render: (args) => withTape(args, 2000, typing('MV Aurora Bay', 80)),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(379);
    await expect(lane(canvasElement, SENT)).toEqual(['M@80']);
    await stage.advance(1);
    await expect(lane(canvasElement, SENT)).toEqual(['M@80', 'MV A@380']);
    await stage.advanceTo(1279);
    await expect(lane(canvasElement, SENT).slice(2)).toEqual(['MV Auror@680', 'MV Aurora Ba@980']);
    await expect(lane(canvasElement, TYPED)).toHaveLength(13);
    await stage.advance(1);
    await expect(lane(canvasElement, SENT).at(-1)).toBe('MV Aurora Bay@1280');
    await moment('typed');
  },
});

/** Nothing is sent while somebody types; 300 ms after the last keystroke the value is. */
export const Debounced = meta.story({
  args: { pace: 'debounce' },
  decorators: [connected],
  render: (args) => withTape(args, 2000, typing('MV Aurora Bay', 80)),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1339);
    await expect(lane(canvasElement, SENT)).toEqual([]);
    await stage.advance(1);
    await expect(lane(canvasElement, SENT)).toEqual(['MV Aurora Bay@1340']);
    await moment('typed');
  },
});

/** Who leaves the field, or presses Enter, has said all: what is held back goes out at once. */
export const LeftInAHurry = meta.story({
  decorators: [connected],
  render: (args) => withTape(args, 1000, () => () => undefined),
  play: async ({ canvasElement, stage }) => {
    const input = inputIn(canvasElement);
    await stage.advance(0);
    input.focus();
    type(input, 'Kiel');
    await stage.advance(100);
    await expect(lane(canvasElement, SENT)).toEqual(['K@0']);
    innerInput(input).blur();
    await stage.advance(0);
    await expect(lane(canvasElement, SENT)).toEqual(['K@0', 'Kiel@100']);
    type(input, 's');
    await userEvent.type(innerInput(input), '{Enter}');
    await stage.advance(0);
    await expect(lane(canvasElement, SENT).at(-1)).toBe('Kiels@100');
  },
});

/**
 * While the connection is gone somebody types on. One value waits in the outbox and only the newest of
 * the others is kept; it follows at the pace of the field.
 */
export const Outage = meta.story({
  args: { status: 'always' },
  decorators: [withTappedClient(inputOutage, steadily)],
  render: (args) => withTape(args, 5000, typing('Antwerpen', 180)),
  play: async ({ canvasElement, stage, moment }) => {
    const input = inputIn(canvasElement);
    await stage.advanceTo(800);
    await expect(input.state).toBe('sent');
    await stage.advanceTo(3999);
    await expect(input.state).toBe('unsent');
    await expect(lane(canvasElement, SENT)).toHaveLength(3);
    await moment('not sent yet');
    await stage.advance(1);
    await expect(lane(canvasElement, SENT).slice(3)).toEqual(['Antwer@4000']);
    await stage.advance(299);
    await expect(lane(canvasElement, SENT)).toHaveLength(4);
    await stage.advance(1);
    await expect(lane(canvasElement, SENT).at(-1)).toBe('Antwerpen@4300');
    await expect(input.state).toBe('sent');
    await moment('sent');
  },
});

/** What an input method still composes is nobody else's business. */
export const Composition = meta.story({
  args: { label: '検索', placeholder: '' },
  decorators: [connected],
  render: (args) => withTape(args, 2000, composing),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1199);
    await expect(lane(canvasElement, TYPED)).toHaveLength(4);
    await expect(lane(canvasElement, SENT)).toEqual([]);
    await stage.advance(1);
    await expect(lane(canvasElement, SENT)).toEqual(['東京@1200']);
    await moment('composed');
  },
});

/** A field of its form: required, checked, sent with it, and reset with it. */
export const InAForm = meta.story({
  args: { label: 'Ship', type: 'text', name: 'ship', required: true, placeholder: '' },
  decorators: [connected],
  render: (args) => html`
    <form
      style=${styleMap({ display: 'grid', gap: '12px' })}
      @submit=${(event: Event) => event.preventDefault()}
    >
      ${field(args)}
      <div><button>Save</button> <button type="reset">Reset</button></div>
    </form>
  `,
  play: async ({ canvasElement, stage, moment }) => {
    const input = inputIn(canvasElement);
    const form = canvasElement.querySelector('form') as HTMLFormElement;
    await stage.advance(0);
    await expect(form.checkValidity()).toBe(false);
    await stage.advance(0);
    await expect(text(part(input, 'error'))).toBe(input.validationMessage);
    await moment('missing');
    type(input, 'Aurora');
    await stage.advance(0);
    await expect(part(input, 'error')).toBeNull();
    await expect(form.checkValidity()).toBe(true);
    await expect([...new FormData(form)]).toEqual([['ship', 'Aurora']]);
    await stage.advance(300);
    form.reset();
    await stage.advance(0);
    await expect([innerInput(input).value, [...new FormData(form)]]).toEqual(['', [['ship', '']]]);
    await expect(sentIn(stage.log.entries)).toEqual(['A', 'Aurora', '']);
  },
});

/** How far the value got, for those who want to know at all times. */
export const EveryState = meta.story({
  args: { status: 'always', label: 'Note', type: 'text' },
  decorators: [connected],
  play: async ({ canvasElement, stage, moment }) => {
    const input = inputIn(canvasElement);
    await stage.advance(0);
    await expect(part(input, 'state')).toBeNull();
    await moment('idle');
    type(input, 'A');
    await stage.advance(0);
    await expect(text(part(input, 'state'))).toBe('Sent');
    await moment('sent');
    type(input, 'B');
    await stage.advance(299);
    await expect(text(part(input, 'state'))).toBe('Sending…');
    await moment('sending');
    await stage.advance(1);
    await expect(text(part(input, 'state'))).toBe('Sent');
  },
});

/** An event stream goes one way: nothing can be sent, and the field says so. */
export const OneWay = meta.story({
  args: { label: 'Note', type: 'text' },
  decorators: [withSSE(sseConnected)],
  play: async ({ canvasElement, stage, moment }) => {
    const input = inputIn(canvasElement);
    await stage.advance(0);
    type(input, 'Into the void');
    await stage.advance(300);
    await expect(text(part(input, 'state'))).toBe('Not sent');
    await moment('not sent');
    await expect(stage.errors).toHaveLength(1);
  },
});

/** Switched off, or only to be read. */
export const Closed = meta.story({
  decorators: [connected],
  render: (args) => html`
    <div style=${styleMap({ display: 'grid', gap: '16px' })}>
      ${field({ ...args, label: 'Switched off', disabled: true, value: 'Aurora' })}
      ${field({ ...args, label: 'Only to be read', readOnly: true, type: 'text', value: 'Aurora' })}
    </div>
  `,
  play: async ({ stage, moment }) => {
    await stage.advance(0);
    await moment('both');
  },
});

/** Text that turns round, a label without end, and a megabyte of it. */
export const Hostile = meta.story({
  args: { label: `${'Donaudampfschifffahrt'.repeat(4)} \u202Eevil`, status: 'always' },
  decorators: [connected],
  play: async ({ canvasElement, stage, moment }) => {
    const input = inputIn(canvasElement);
    await stage.advance(0);
    write(input, '\u202E<img src=x onerror=alert(1)>');
    await stage.advance(300);
    await moment('text');
    write(input, 'x'.repeat(2 ** 20));
    await stage.advance(300);
    const [, long = ''] = sentIn(stage.log.entries);
    await expect(long).toHaveLength(2 ** 20);
    write(input, '');
  },
});

/** In a column of 240 pixels. */
export const Narrow = meta.story({
  args: { label: 'Ship or port of destination', required: true },
  decorators: [
    (story) => html`<div style=${styleMap({ inlineSize: '208px' })}>${story()}</div>`,
    connected,
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const input = inputIn(canvasElement);
    await stage.advance(0);
    input.checkValidity();
    await stage.advance(0);
    await moment('missing');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  args: { status: 'always', required: true },
  decorators: [withTappedClient(inputOutage, steadily)],
  render: (args) => html`
    <div style=${styleMap({ display: 'grid', gap: '16px' })}>
      ${field(args)} ${field({ ...args, label: 'Port', type: 'text' })}
      ${field({ ...args, label: 'Cargo', type: 'text', disabled: true, value: 'Tea' })}
    </div>
  `,
  play: async ({ canvasElement, stage, moment }) => {
    const [ship, port] = canvasElement.querySelectorAll('throttled-input');
    await stage.advanceTo(2000);
    type(ship!, 'Aurora');
    port!.checkValidity();
    await stage.advance(1000);
    ship!.focus();
    await moment('not sent yet');
  },
});

/** In a right-to-left page, with its own words. What is typed goes its own way. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: {
    label: 'بحث',
    placeholder: 'سفن، موانئ، بضائع',
    status: 'always',
    strings: { unsent: 'لم يُرسل بعد' },
  },
  decorators: [withTappedClient(inputOutage, steadily)],
  render: (args) => html`
    <div style=${styleMap({ display: 'grid', gap: '16px' })}>
      ${field(args)} ${field({ ...args, label: 'السفينة' })} ${field({ ...args, label: 'الميناء' })}
    </div>
  `,
  play: async ({ canvasElement, stage, moment }) => {
    const [first, second] = canvasElement.querySelectorAll('throttled-input');
    await stage.advanceTo(2000);
    type(first!, 'روتردام');
    type(second!, 'Aurora Bay');
    await stage.advance(1000);
    await moment('not sent yet');
  },
});

type Args = Partial<ThrottledInputElement>;

/** Does something with the field, and returns what ends that. */
type Performance = (input: ThrottledInputElement, tape: Tape) => () => void;

function field(args: Args, place?: Ref<ThrottledInputElement>): TemplateResult {
  return html`<throttled-input
    ${ref(place)}
    .name=${args.name ?? ''}
    .label=${args.label ?? ''}
    .type=${args.type ?? 'text'}
    .placeholder=${args.placeholder ?? ''}
    .defaultValue=${args.value ?? ''}
    .pace=${args.pace ?? 'throttle'}
    .delay=${args.delay ?? 300}
    .status=${args.status ?? 'unsent'}
    .strings=${args.strings ?? {}}
    .required=${args.required ?? false}
    .disabled=${args.disabled ?? false}
    .readOnly=${args.readOnly ?? false}
  ></throttled-input>`;
}

/** Shows a field above a tape of what is typed into it and what goes out. */
function withTape(args: Args, span: number, perform: Performance): TemplateResult {
  const place = createRef<ThrottledInputElement>();
  const record: Recorder = (tape) => {
    const input = place.value as ThrottledInputElement;
    const onInput = (): void => tape.mark(TYPED, input.value.at(-1)?.trim() || '_');
    overhear(sourceOf(tape), (_, data) => {
      const { type, payload } = JSON.parse(data as string) as {
        type: string;
        payload: { value: string };
      };
      if (type === 'input-update') tape.mark(SENT, payload.value);
    });
    input.addEventListener('input', onInput);
    const stop = perform(input, tape);
    return () => {
      stop();
      input.removeEventListener('input', onInput);
    };
  };
  return html`
    ${field(args, place)}
    <wire-tape
      style=${styleMap({ display: 'block', marginBlockStart: '16px' })}
      .lanes=${[TYPED, SENT]}
      .span=${span}
      .record=${record}
    ></wire-tape>
  `;
}

/** Types a text with a sign every so many ms. */
function typing(words: string, every: number): Performance {
  return (input, { runtime }) => {
    const signs = [...words].map((sign, index) => [every * (index + 1), sign] as const);
    return atMoments(runtime, new Map(signs), (sign) => type(input, sign));
  };
}

/** Writes Tokyo with an input method: four keystrokes, then the choice. */
function composing(input: ThrottledInputElement, { runtime }: Tape): () => void {
  compose(input, 'start');
  const steps = ['と', 'とう', 'とうきょ', 'とうきょう'].map(
    (step, index) => [200 * (index + 1), step] as const,
  );
  const stop = atMoments(runtime, new Map(steps), (step) => write(input, step, true));
  const end = runtime.clock.setTimeout(() => {
    innerInput(input).value = '東京';
    compose(input, 'end');
  }, 1200);
  return () => {
    stop();
    runtime.clock.clearTimeout(end);
  };
}

/** Reads which values reached the server. */
function sentIn(entries: readonly { data?: string | undefined }[]): string[] {
  return entries
    .filter(({ data }) => data?.includes('"input-update"'))
    .map(
      ({ data }) => (JSON.parse(data as string) as { payload: { value: string } }).payload.value,
    );
}
