/**
 * Ends this process as soon as its parent is gone, or when nobody needed it for `limit` ms.
 *
 * @returns What to call whenever the process is needed.
 */
export function tieToParent(limit: number, end = (): void => process.exit(0)): () => void {
  let timer: NodeJS.Timeout | undefined;
  const renew = (): void => {
    clearTimeout(timer);
    timer = setTimeout(end, limit);
  };
  // The channel closes however the parent ends, `kill -9` included.
  process.once('disconnect', end);
  if (!process.connected) end();
  renew();
  return renew;
}
