/** The words of a throttled input. What is wrong with a value is said by the browser. */
export interface ThrottledInputStrings {
  readonly pending: string;
  readonly sent: string;
  readonly unsent: string;
  readonly failed: string;
}

export const throttledInputStrings: ThrottledInputStrings = {
  pending: 'Sending…',
  sent: 'Sent',
  unsent: 'Not sent yet',
  failed: 'Not sent',
};
