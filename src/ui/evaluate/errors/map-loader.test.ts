import { expect, test, vi } from 'vitest';
import { type HeatMap, MapLoader } from './map-loader.ts';

const mapOf = (place: number): HeatMap => ({ map: Float32Array.of(place), size: 1 });

test('what is wanted together is asked for together, eight at a time, and kept', async () => {
  const asked: number[][] = [];
  const loader = new MapLoader(async (places) => {
    asked.push([...places]);
    return places.map(mapOf);
  });
  const shown: number[] = [];
  const show = ({ map }: HeatMap) => shown.push(map[0] as number);
  for (let place = 0; place < 10; place++) loader.want(place, show);
  await vi.waitFor(() => expect(shown).toHaveLength(10));
  expect(asked).toEqual([
    [0, 1, 2, 3, 4, 5, 6, 7],
    [8, 9],
  ]);
  loader.want(3, show);
  expect(shown.at(-1)).toBe(3);
  expect(asked).toHaveLength(2);
});

test('a wish that is taken back is not asked for; a failure hands nothing out and does not stop the rest', async () => {
  const asked: number[][] = [];
  const loader = new MapLoader(async (places) => {
    asked.push([...places]);
    return places.includes(2) ? null : places.map(mapOf);
  });
  const shown: number[] = [];
  const show = ({ map }: HeatMap) => shown.push(map[0] as number);
  loader.want(1, show)();
  loader.want(2, show);
  await vi.waitFor(() => expect(asked).toEqual([[2]]));
  loader.want(4, show);
  await vi.waitFor(() => expect(shown).toEqual([4]));
});
