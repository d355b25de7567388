import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import sharp from 'sharp';
import { newKey, type Person, type Town } from './town.ts';

/** Where the photos of these tests were "taken", as cameras write it: 40°55'42", a place nobody may learn. */
export const takenAt = '40/1 55/1 4242/100';

interface PhotoLooks {
  width?: number;
  height?: number;
  format?: 'jpeg' | 'png' | 'webp' | 'avif';
  /** As EXIF counts: 6 is a phone held upright. */
  orientation?: number;
}

/** A photo as a phone makes it: with a place, a camera, a profile, and noise that does not compress to nothing. */
export function photo({
  width = 640,
  height = 400,
  format = 'jpeg',
  orientation = 1,
}: PhotoLooks = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#b4472a' } })
    .withExif({
      IFD0: { Make: 'Macchina-segreta', ImageDescription: 'Casa-di-Amina', Copyright: 'Amina-Segreta' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: takenAt, GPSLongitudeRef: 'E', GPSLongitude: '14/1 11/1 5656/100' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Casa-di-Amina</place></x:xmpmeta>')
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer();
}

type Container = 'webm' | 'ogg' | 'mp4' | 'mp3';

const opusHead = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1');

/** One frame of silence in each codec: a sound that any decoder takes. */
const silence = {
  opus: {
    frame: Uint8Array.of(0xf8, 0xff, 0xfe),
    seconds: 0.02,
    config: { codec: 'opus', sampleRate: 48_000, description: opusHead },
  },
  aac: {
    frame: Uint8Array.of(0x21, 0x10, 0x04, 0x60, 0x8c, 0x1c),
    seconds: 1024 / 44_100,
    config: { codec: 'mp4a.40.2', sampleRate: 44_100, description: Uint8Array.of(0x12, 0x08) },
  },
  mp3: {
    frame: Uint8Array.from({ length: 104 }, (_, index) => [0xff, 0xfb, 0x10, 0xc4][index] ?? 0),
    seconds: 1152 / 44_100,
    config: { codec: 'mp3', sampleRate: 44_100 },
  },
};

const containers = {
  webm: { format: () => new WebMOutputFormat(), codec: 'opus' },
  ogg: { format: () => new OggOutputFormat(), codec: 'opus' },
  mp4: { format: () => new Mp4OutputFormat(), codec: 'aac' },
  mp3: { format: () => new Mp3OutputFormat(), codec: 'mp3' },
} as const;

/** A recording of silence, with a title and a place in its tags as phones write them. */
export async function recording(container: Container = 'webm', length = 3): Promise<Buffer> {
  const { format, codec } = containers[container];
  const { frame, seconds, config } = silence[codec];
  const target = new BufferTarget();
  const output = new Output({ format: format(), target });
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const place = container === 'mp4' ? { raw: { '©xyz': '+40.9283+014.1989/' } } : {};
  output.setMetadataTags({ title: 'Titolo-segreto', comment: 'Casa-di-Amina', artist: 'Amina-Segreta', ...place });
  await output.start();
  for (let at = 0; at < length; at += seconds)
    await source.add(new EncodedPacket(frame, 'key', at, seconds), {
      decoderConfig: { ...config, numberOfChannels: 1 },
    });
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer());
}

/** A recording of 758 bytes with references that lead a reader round and round. */
export async function endlessRecording(): Promise<Buffer> {
  const bytes = await recording('webm', 0.5);
  const cues = Buffer.from('1c53bb6b', 'hex');
  const [first, last] = [bytes.indexOf(cues), bytes.lastIndexOf(cues)];
  bytes.writeUInt32BE(0, first - 3);
  bytes.writeUInt32BE(0xffffffff, first + 3);
  bytes.writeUInt32BE(1, last - 2);
  return bytes;
}

/** A document of one empty page, as long as is asked for. */
export function pdf(bytes = 0): Buffer {
  const page =
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj trailer<</Root 1 0 R>>';
  const [head, end] = [`%PDF-1.4\n${page}\n%`, '\n%%EOF\n'];
  return Buffer.from(head + 'x'.repeat(Math.max(0, bytes - head.length - end.length)) + end);
}

export interface Uploaded {
  id: string;
  kind: 'PHOTO' | 'VOICE' | 'DOCUMENT';
  url: string;
  width: number | null;
  height: number | null;
  seconds: number | null;
}

/** Uploads bytes as a person, under a claim of what they are. */
export async function send(
  town: Town,
  person: Person,
  bytes: Uint8Array,
  {
    type = 'image/jpeg',
    key = newKey(),
    headers = {},
  }: { type?: string; key?: string; headers?: Record<string, string> } = {},
) {
  const answer = await town.app.http.inject({
    method: 'POST',
    url: '/files',
    headers: { ...person.headers, 'content-type': type, 'idempotency-key': key, ...headers },
    payload: Buffer.from(bytes),
  });
  return { status: answer.statusCode, ...answer.json<Uploaded & { code?: string; params?: Record<string, number> }>() };
}

/** The bytes of a file as a person gets them. */
export function fetchFile(town: Town, person: Person, url: string, headers: Record<string, string> = {}) {
  return town.app.http.inject({ method: 'GET', url, headers: { ...person.headers, ...headers } });
}
