import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AreaFile, readAreaFile } from './files/area-file.ts';
import { StartError } from './start-error.ts';

/** Everything the operator decides, read once at the start. See docs/operations.md. */
export interface Config {
  port: number;
  host: string;
  databaseUrl: string;
  dataDir: string;
  /** The address people type, without a trailing slash; null: whatever host the request names (development, demo). */
  publicUrl: string | null;
  trustProxy: boolean;
  /** Demo neighbourhood with printed sign-ins; never with real people. */
  demo: boolean;
  /** Mail and SMS that nobody carries away are shown at /dev/outbox. */
  outboxVisible: boolean;
  /** Signs cookies and links; at least 32 characters. */
  secret: string;
  mail: { url: string | null; from: string };
  sms: { gatewayUrl: string | null; token: string | null };
  /** Where uploaded files lie: in a folder, or in a bucket of an S3 service. */
  files: { folder: string; s3: S3Access | null };
  /** Map of the area beside lists; null: none. */
  map: AreaFile | null;
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  /** Raises the limits on signing in from one address, for places where many people share one; 1 if not given. */
  signInLimitFactor?: number;
}

export interface S3Access {
  bucket: string;
  region: string;
  /** null: Amazon's own. */
  endpoint: string | null;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The address of the site as the server knows it, never as a request names it: others read the same answer from caches. */
export const originOf = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string =>
  publicUrl ?? `http://localhost:${port}`;

/** Reads the environment; throws a StartError with one sentence that says what to mend. */
export function readConfig(
  env: NodeJS.ProcessEnv,
  given: { databaseUrl: string; dataDir: string; embedded: boolean },
): Config {
  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new StartError(`PORT is "${env.PORT}": set it to a number from 1 to 65535.`);
  }
  const demo = env.DEMO === undefined ? given.embedded : env.DEMO !== '0';
  const mailUrl = env.MAIL_URL || null;
  return {
    port,
    host: env.HOST ?? (env.DEMO === '0' || !demo ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl: given.databaseUrl,
    dataDir: given.dataDir,
    publicUrl: readPublicUrl(env.PUBLIC_URL),
    trustProxy: env.TRUST_PROXY === '1',
    demo,
    outboxVisible: demo && mailUrl === null,
    secret: readSecret(env.SECRET) ?? keptSecret(given.dataDir),
    mail: { url: mailUrl, from: env.MAIL_FROM ?? 'Vicinia <vicinia@localhost>' },
    sms: { gatewayUrl: env.SMS_GATEWAY_URL || null, token: env.SMS_GATEWAY_TOKEN || null },
    files: { folder: join(given.dataDir, 'files'), s3: readS3(env) },
    map: env.MAP_FILE ? readAreaFile(env.MAP_FILE) : null,
    oidc: readOidc(env),
    signInLimitFactor: readLimitFactor(env.SIGN_IN_LIMIT_FACTOR),
  };
}

function readSecret(value: string | undefined): string | null {
  if (!value) return null;
  if (value.length < 32) throw new StartError('SECRET is too short: set it to at least 32 random characters.');
  return value;
}

function readPublicUrl(value: string | undefined): string | null {
  if (!value) return null;
  if (!URL.canParse(value))
    throw new StartError(`PUBLIC_URL is "${value}": set it to the whole address, such as https://vicinia.example.org.`);
  return new URL(value).origin;
}

function readLimitFactor(value: string | undefined): number {
  const factor = Number(value ?? 1);
  if (!(factor >= 1 && factor <= 1000))
    throw new StartError(`SIGN_IN_LIMIT_FACTOR is "${value}": set it to a number from 1 to 1000.`);
  return factor;
}

function readOidc(env: NodeJS.ProcessEnv): Config['oidc'] {
  if (!env.OIDC_ISSUER) return null;
  if (!env.OIDC_CLIENT_ID || !env.OIDC_CLIENT_SECRET) {
    throw new StartError('OIDC_ISSUER is set without OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three or none.');
  }
  return {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: env.OIDC_CLIENT_SECRET,
    name: env.OIDC_NAME ?? 'OpenID',
  };
}

function readS3(env: NodeJS.ProcessEnv): S3Access | null {
  if (!env.S3_BUCKET) return null;
  if (!env.S3_ACCESS_KEY_ID || !env.S3_SECRET_ACCESS_KEY) {
    throw new StartError('S3_BUCKET is set without S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: set all three or none.');
  }
  if (env.S3_ENDPOINT && !URL.canParse(env.S3_ENDPOINT)) {
    throw new StartError(
      `S3_ENDPOINT is "${env.S3_ENDPOINT}": set it to the whole address, such as https://s3.example.org.`,
    );
  }
  return {
    bucket: env.S3_BUCKET,
    region: env.S3_REGION || 'eu-south-1',
    endpoint: env.S3_ENDPOINT || null,
    accessKeyId: env.S3_ACCESS_KEY_ID,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY,
  };
}

/** Without SECRET in the environment one is made on the first start and kept beside the data, so that sessions survive a restart. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
