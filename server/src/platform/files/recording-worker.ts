import { parentPort, workerData } from 'node:worker_threads';
import {
  BufferTarget,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  MP4,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OGG,
  Output,
  QTFF,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import type { Repacked, ToRepack } from './recording.ts';

/*
 * Runs as it is, in a thread of its own: containers can be made so that reading them never ends, or ends the memory. The
 * thread has little memory and little time.
 */

/** How each sound is packed; only codecs whose settings hold no words, as those of Vorbis do. */
const containers = {
  opus: { mime: 'audio/webm', format: () => new WebMOutputFormat() },
  aac: { mime: 'audio/mp4', format: () => new Mp4OutputFormat({ fastStart: 'in-memory' }) },
  mp3: { mime: 'audio/mpeg', format: () => new Mp3OutputFormat() },
} as const;
type Codec = keyof typeof containers;

/** Settings of a decoder are a few numbers; anything longer is not one. */
const maxSettings = 512;

const { path, maxSeconds } = workerData as ToRepack;
const repacked = await repack().catch((): Repacked => ({ code: 'NOT_A_RECORDING' }));
parentPort?.postMessage(repacked, 'bytes' in repacked ? [repacked.bytes] : []);

async function repack(): Promise<Repacked> {
  const input = new Input({ source: new FilePathSource(path), formats: [WEBM, MATROSKA, OGG, MP4, QTFF, MP3] });
  const track = await input.getPrimaryAudioTrack();
  const codec = await track?.getCodec();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig || !isCodec(codec)) return { code: 'NOT_A_RECORDING' };
  if ((decoderConfig.description?.byteLength ?? 0) > maxSettings) return { code: 'NOT_A_RECORDING' };

  const target = new BufferTarget();
  const output = new Output({ format: containers[codec].format(), target });
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  await output.start();
  let seconds = 0;
  for await (const packet of packetsOf(track)) {
    seconds = Math.max(seconds, packet.timestamp + packet.duration);
    if (seconds > maxSeconds) return { code: 'RECORDING_TOO_LONG' };
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  if (!(seconds > 0) || !target.buffer) return { code: 'NOT_A_RECORDING' };
  return { mime: containers[codec].mime, seconds, bytes: target.buffer };
}

/** What is packed before the beginning (the run-up of a decoder) begins with it. */
async function* packetsOf(track: InputAudioTrack): AsyncGenerator<EncodedPacket> {
  for await (const packet of new EncodedPacketSink(track).packets())
    yield packet.timestamp < 0 ? packet.clone({ timestamp: 0 }) : packet;
}

function isCodec(codec: unknown): codec is Codec {
  return typeof codec === 'string' && Object.hasOwn(containers, codec);
}
