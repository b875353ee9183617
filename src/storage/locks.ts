/**
 * Takes a name among all tabs of this browser until what it gives is called; null where it is taken. A tab that dies lets go of its
 * names. Where a browser has no Web Locks, as on plain http, every name is given.
 */
export async function takeName(name: string): Promise<(() => void) | null> {
  const manager = locks();
  if (!manager) return () => {};
  return new Promise((resolve) => {
    void manager.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return new Promise<void>((release) => resolve(release));
      resolve(null);
      return undefined;
    });
  });
}

/** The names that begin so and are taken, by this tab or another. */
export async function takenNames(beginning: string): Promise<string[]> {
  const found = await locks()?.query();
  return (found?.held ?? []).flatMap(({ name }) => (name?.startsWith(beginning) ? [name] : []));
}

/** Waits until nobody has that name. */
export async function whenFree(name: string): Promise<void> {
  await locks()?.request(name, () => undefined);
}

function locks(): LockManager | undefined {
  return 'locks' in navigator ? navigator.locks : undefined;
}
