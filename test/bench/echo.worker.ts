// Answers whatever it is asked, so that only the way there and back is measured.
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<{ id: string; data: unknown }>) => void) | null;
  postMessage(message: unknown): void;
};

scope.onmessage = ({ data: { id, data } }) => scope.postMessage({ id, result: data });
