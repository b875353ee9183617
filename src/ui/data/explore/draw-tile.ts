import type { Tile } from './tile-loader.ts';

/** Where a tile stands on the canvas of its row, device pixels: its left side, how wide and high it is, and the radius of its corners. */
interface TilePlace {
  readonly x: number;
  readonly side: number;
  readonly corner: number;
}

/** Draws a film, smoothly scaled. */
export function drawTile(context: CanvasRenderingContext2D, tile: Tile, { x, side, corner }: TilePlace): void {
  context.save();
  context.beginPath();
  context.roundRect(x, 0, side, side, corner);
  context.clip();
  context.imageSmoothingQuality = 'medium';
  context.drawImage(tile.sheet, 0, tile.y, tile.size, tile.size, x, 0, side, side);
  context.restore();
}
