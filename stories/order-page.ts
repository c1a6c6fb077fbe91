import { LitElement, css, html, type TemplateResult } from 'lit';
import { KITCHEN } from './kitchen.js';

/** A page where a waiter orders, over a connection whose outbox outlives it: for stories only. */
export class OrderPageElement extends LitElement {
  static override styles = css`
    connection-status {
      margin-block-end: 12px;
    }
  `;

  override render(): TemplateResult {
    return html`<pan-websocket
      .url=${KITCHEN}
      .outbox=${'durable'}
      .acks=${true}
      .reconnectDelay=${'1000,1000'}
      .maxReconnectAttempts=${Infinity}
    >
      <connection-status .grace=${0} .strings=${{ reconnectingIn: () => 'Offline' }}>
      </connection-status>
      <order-desk></order-desk>
    </pan-websocket>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'order-page': OrderPageElement;
  }
}
