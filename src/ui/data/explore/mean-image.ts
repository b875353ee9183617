/** Blue and orange of the two classes, on black where nothing differs. */
const ENDS = { first: [86, 180, 233], second: [224, 105, 26] } as const;

/** A mean film as grey pixels. */
export function greyImage(mean: Float32Array, size: number): ImageData {
  return paint(size, (i) => {
    const value = mean[i] as number;
    return [value, value, value];
  });
}

/** Where the second mean is brighter: orange; where the first is: blue; full colour at the largest difference. */
export function differenceImage(first: Float32Array, second: Float32Array, size: number): ImageData {
  const range = largestDifference(first, second);
  return paint(size, (i) => {
    const difference = ((second[i] as number) - (first[i] as number)) / Math.max(range, Number.EPSILON);
    const end = difference > 0 ? ENDS.second : ENDS.first;
    const [red, green, blue] = end;
    const share = Math.abs(difference);
    return [red * share, green * share, blue * share];
  });
}

/** The largest difference of two means, grey values. */
export function largestDifference(first: Float32Array, second: Float32Array): number {
  return first.reduce((most, value, i) => Math.max(most, Math.abs((second[i] as number) - value)), 0);
}

function paint(size: number, colour: (pixel: number) => readonly [number, number, number]): ImageData {
  const image = new ImageData(size, size);
  for (let i = 0; i < size * size; i++) image.data.set([...colour(i), 255], 4 * i);
  return image;
}
