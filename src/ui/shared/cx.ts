/** Class names joined, falsy ones left out; so that a missing module class is never the word `undefined`. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
