const COLOURS = 8;

/** CSS colour of a class by its label; after eight they come round again, so names always stand beside them. */
export function classColour(label: number): string {
  return `var(--class-${label % COLOURS})`;
}
