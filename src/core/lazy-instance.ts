/**
 * Stands in for an object that is made when it is first used.
 *
 * Methods are bound to the real object, so private members and `EventTarget` work.
 */
export function lazyInstance<Instance extends object>(make: () => Instance): Instance {
  let made: Instance | undefined;
  const real = (): Instance => (made ??= make());
  return new Proxy({} as Instance, {
    get(_, key) {
      const value: unknown = Reflect.get(real(), key);
      return typeof value === 'function' ? (value.bind(real()) as unknown) : value;
    },
    set: (_, key, value) => Reflect.set(real(), key, value),
    has: (_, key) => Reflect.has(real(), key),
    getPrototypeOf: () => Reflect.getPrototypeOf(real()),
  });
}
