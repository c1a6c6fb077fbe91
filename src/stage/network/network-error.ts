import { TallyError } from '../../core/errors.js';

export type NetworkErrorCode = 'address-taken' | 'no-package' | 'no-worker';

/** Makes the error of two scenes that want one address. */
export function addressTaken(url: string, options?: ErrorOptions): TallyError<NetworkErrorCode> {
  return new TallyError(
    'address-taken',
    `Failed to answer ${url} for the page: somebody on this page answers there already. ` +
      'Give each scene URLs of its own, or a page: on a docs page ' +
      '`parameters: { docs: { story: { inline: false } } }` puts every story in a frame.',
    options,
  );
}

/** Makes the error of a service worker that does not start. */
export function noWorker(url: string, cause: unknown): TallyError<NetworkErrorCode> {
  return new TallyError(
    'no-worker',
    `Failed to start msw's service worker: ${url} does not give it. ` +
      'Run `npx msw init <folder>` for a static folder, or name its place as `workerUrl`.',
    { cause },
  );
}

/** Makes the error of an optional package that is not there. */
export function noPackage(name: string, cause: unknown): TallyError<NetworkErrorCode> {
  return new TallyError(
    'no-package',
    `Failed to load ${name}, which answers for the network: it cannot be imported. ` +
      `Run \`npm install --save-dev ${name}\`.`,
    { cause },
  );
}
