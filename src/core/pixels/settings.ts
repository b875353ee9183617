/** How a film becomes the square the network sees. Two films decoded with equal settings can stand in one store. */
export interface DecodeSettings {
  /** Side of the square, pixels. */
  readonly imageSize: number;
  /** `nearest`: as Keras' `flow_from_dataframe`, from the full decode. `antialiased`: averaged over the area, as a viewer would. */
  readonly interpolation: 'nearest' | 'antialiased';
}

/** Everything that turns a film into the network's input; travels with the weights. */
export interface Preprocessing extends DecodeSettings {
  /** 1: grey (luma of colour films); 3: RGB (grey films repeated). */
  readonly channels: 1 | 3;
  /** Input = byte × scale + offset. */
  readonly scale: number;
  readonly offset: number;
  /** The answer is the mean of the softmax over the film and over its mirror image. */
  readonly mirrorAverage: boolean;
}
