/** Joins pairs into groups: every film that is linked to another one, by whatever chain; films ascending, groups by their first film. */
export function joinPairs(pairs: readonly (readonly [number, number])[]): number[][] {
  const parents = new Map<number, number>();
  const rootOf = (film: number): number => {
    let root = film;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(film, root);
    return root;
  };
  for (const [a, b] of pairs) {
    const [one, other] = [rootOf(a), rootOf(b)];
    parents.set(Math.max(one, other), Math.min(one, other));
  }
  const groups = new Map<number, number[]>();
  for (const film of [...parents.keys()].sort((a, b) => a - b)) {
    const root = rootOf(film);
    const known = groups.get(root);
    if (known) known.push(film);
    else groups.set(root, [film]);
  }
  return [...groups.values()];
}
