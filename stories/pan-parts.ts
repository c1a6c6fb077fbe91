import './bus-commands.define.js';
import './bus-monitor.define.js';
import './pan-bus.define.js';
import { html, type TemplateResult } from 'lit';
import type { ConnectionStatusElement } from '../src/elements/connection-status/connection-status.js';
import type { PanSSEElement } from '../src/elements/pan-sse/pan-sse.js';
import type { PanWebSocketElement } from '../src/elements/pan-websocket/pan-websocket.js';
import type { Stage } from '../src/stage/stage.js';
import { saysBadge } from './scene-parts.js';

/** A page with a bus: what is on it, and below what is said. */
export function pageWithBus(content: TemplateResult, hide?: string): TemplateResult {
  const monitor =
    hide === undefined
      ? html`<bus-monitor></bus-monitor>`
      : html`<bus-monitor hide=${hide}></bus-monitor>`;
  return html`<pan-bus></pan-bus>
    <div style="display: grid; gap: 12px; justify-items: start; margin-block-end: 16px">
      ${content}
    </div>
    ${monitor}`;
}

/** Finds the story's connections. */
export function connectionsIn(canvas: HTMLElement): PanWebSocketElement[] {
  return [...canvas.querySelectorAll('pan-websocket')];
}

/** Finds the story's event stream. */
export function streamIn(canvas: HTMLElement): PanSSEElement {
  const stream = canvas.querySelector('pan-sse');
  if (!stream) throw new Error('The story shows no <pan-sse>.');
  return stream;
}

/** Reads what the badges of a story say, in their order. */
export function badges(canvas: HTMLElement): string[] {
  return [...canvas.querySelectorAll<ConnectionStatusElement>('connection-status')].map(saysBadge);
}

/** Reads what was said on the story's bus, as `topic@ms`. */
export function said(canvas: HTMLElement): string[] {
  return monitorIn(canvas).lines.map(({ topic, at }) => `${topic}@${at}`);
}

/** Reads the data of what was said on a topic. */
export function dataOn(canvas: HTMLElement, topic: string): unknown[] {
  return monitorIn(canvas)
    .lines.filter((line) => line.topic === topic)
    .map(({ data }) => data);
}

/** Reads where connections were asked for, in order. */
export function asked({ log }: Stage): string[] {
  return log.entries
    .filter(({ kind }) => kind === 'connect')
    .map(({ data }) => data?.split(' ').find((word) => word.includes('/')) ?? '');
}

/** Reads what was sent, pings left out. */
export function sent({ log }: Stage): unknown[] {
  return log.entries
    .filter(({ kind, direction }) => kind === 'frame' && direction === 'out')
    .map(({ data }) => JSON.parse(data ?? 'null') as { type?: string })
    .filter(({ type }) => type !== 'ping');
}

function monitorIn(canvas: HTMLElement) {
  const monitor = canvas.querySelector('bus-monitor');
  if (!monitor) throw new Error('The story shows no <bus-monitor>.');
  return monitor;
}
