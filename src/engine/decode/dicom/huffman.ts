/** A code by its first 16 bits: length × 256 + value; 0 where no code begins so. */
export type HuffmanTable = Uint16Array;

/** The table of a DHT segment: how many codes of each length from 1 to 16, and their values (ITU-T T.81 annex C). Throws RangeError. */
export function makeHuffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const table = new Uint16Array(1 << 16);
  let code = 0;
  let next = 0;
  counts.forEach((count, i) => {
    const length = i + 1;
    for (let n = 0; n < count; n++, next++) {
      const from = code++ << (16 - length);
      if (next >= values.length || from >= table.length) throw new RangeError('a broken Huffman table');
      table.fill(length * 256 + (values[next] as number), from, from + (1 << (16 - length)));
    }
    code <<= 1;
  });
  return table;
}

/** Reads codes and bits out of JPEG data, where FF is followed by 00 unless a marker begins. */
export class BitReader {
  private readonly data: Uint8Array;
  private next = 0;
  private bits = 0;
  private held = 0;
  /** Bits held that stand behind the end of the data. */
  private beyond = 0;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  /** One difference of the lossless process: its category by the table, then as many bits. Throws RangeError. */
  difference(table: HuffmanTable): number {
    const entry = table[this.peek(16)] as number;
    const category = entry & 255;
    if (entry === 0 || category > 16) throw new RangeError('no such code');
    this.skip(entry >> 8);
    if (category === 0) return 0;
    if (category === 16) return 1 << 15;
    const value = this.peek(category);
    this.skip(category);
    return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
  }

  /** Goes on behind the restart marker that must stand here. Throws RangeError. */
  restart(): void {
    const { data } = this;
    if (this.held - this.beyond >= 8 || data[this.next] !== 0xff || ((data[this.next + 1] ?? 0) & 0xf8) !== 0xd0) {
      throw new RangeError('no restart marker where one must stand');
    }
    this.next += 2;
    this.bits = this.held = this.beyond = 0;
  }

  private peek(count: number): number {
    while (this.held < count) this.load();
    return (this.bits >>> (this.held - count)) & ((1 << count) - 1);
  }

  private skip(count: number): void {
    this.held -= count;
    if (this.held < this.beyond) throw new RangeError('the data end early');
  }

  private load(): void {
    const byte = this.data[this.next];
    const isEnd = byte === undefined || (byte === 0xff && this.data[this.next + 1] !== 0);
    if (isEnd) this.beyond += 8;
    else this.next += byte === 0xff ? 2 : 1;
    // Of 32 bits at most 23 are held: older ones fall off at the top.
    this.bits = (this.bits << 8) | (isEnd ? 0 : byte);
    this.held += 8;
  }
}
