/** A number as protocol buffers and PMTiles write it: seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** A tile with one layer of shapes by this name, and nothing in it. */
function emptyTile(layer: string): Buffer {
  const name = Buffer.from(layer);
  const content = [0x78, 2, 0x0a, ...varint(name.length), ...name, 0x28, ...varint(4096)];
  return Buffer.from([0x1a, ...varint(content.length), ...content]);
}

/** The smallest map there is: a PMTiles archive of version 3 with one empty tile that says it is of the town, not compressed. */
export function areaArchive(): Buffer {
  const tile = emptyTile('water');
  const directory = Buffer.from([1, 0, 1, ...varint(tile.length), 1]); // one tile: the first, at the beginning
  const metadata = Buffer.from(
    JSON.stringify({ vector_layers: [{ id: 'water', fields: {} }], attribution: '<a href="#">Made for a test</a>' }),
  );
  const header = Buffer.alloc(127);
  header.write('PMTiles\u0003', 'latin1');
  let at = header.length;
  // Where the root directory, the metadata, the leaf directories and the tiles are, and how long each is.
  [directory.length, metadata.length, 0, tile.length].forEach((length, index) => {
    header.writeBigUInt64LE(BigInt(at), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(length), 16 + index * 16);
    at += length;
  });
  for (const counter of [72, 80, 88]) header.writeBigUInt64LE(1n, counter); // tiles addressed, written, different
  header.set([1, 1, 1, 1, 0, 0], 96); // in order; nothing compressed; shapes; zoom 0 to 0
  [13.9, 40.8, 14.4, 41].forEach((degrees, index) => header.writeInt32LE(degrees * 10_000_000, 102 + index * 4));
  return Buffer.concat([header, directory, metadata, tile]);
}
