import { expect, test } from 'vitest';
import { heatColour } from './heat-colours.ts';

test('heat grows brighter all the way, and holds to the ends of inferno', () => {
  expect(heatColour(0)).toEqual([0, 0, 4]);
  expect(heatColour(1)).toEqual([252, 255, 164]);
  expect(heatColour(7)).toEqual(heatColour(1));
  const brightness = Array.from({ length: 101 }, (_, i) => {
    const [red, green, blue] = heatColour(i / 100);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  for (let i = 1; i < brightness.length; i++) expect(brightness[i]).toBeGreaterThan(brightness[i - 1] as number);
});
