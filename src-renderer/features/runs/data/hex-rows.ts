export interface HexRow {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

export const bytesPerRow = 16;

/** One line of a dump: where it begins, sixteen bytes, and what of them can be read. */
export function hexRow(bytes: Uint8Array, row: number): HexRow {
  const start = row * bytesPerRow;
  const part = [...bytes.subarray(start, start + bytesPerRow)];
  return {
    offset: start.toString(16).padStart(8, '0'),
    hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    text: part
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'))
      .join(''),
  };
}
