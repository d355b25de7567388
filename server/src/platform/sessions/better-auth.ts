import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { genericOAuth, magicLink, phoneNumber, twoFactor } from 'better-auth/plugins';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import { isLocale } from '../locales.ts';
import { newMemberName } from '../mail/messages.ts';
import { requestLocale } from '../mail/request-locale.ts';
import { accessCardPlugin } from './access-card-plugin.ts';
import type { Messenger } from './messenger.ts';
import type { SecurityWatch } from './security-watch.ts';
import { maxPasswordLength, minPasswordLength } from './password-rules.ts';
import { isPlaceholder, placeholderAddress } from './placeholder-address.ts';
import { ownSessionsPlugin } from './own-sessions-plugin.ts';
import { rateLimits } from './rate-limits.ts';
import { logServerFault } from './server-fault.ts';
import { secondFactorPlugin } from './second-factor-plugin.ts';
import * as tables from './table-names.ts';

/** Private between our Fastify plugin and better-auth; an inbound header of this name is dropped. */
export const addressHeader = 'x-vicinia-address';
export const sessionSeconds = 30 * 24 * 3600;

export interface NewMember {
  id: string;
  displayName: string;
  locale: string;
}

export interface BetterAuthParts {
  config: Config;
  pool: Pool;
  messenger: Messenger;
  security: SecurityWatch;
  onMemberCreated: (pool: Pool, member: NewMember) => Promise<void>;
  /** Work that must not delay the answer, so that its time does not tell whether an account exists. */
  inBackground: (work: Promise<unknown>) => void;
}

export type BetterAuth = ReturnType<typeof configureBetterAuth>;

/** better-auth with our tables, ways in, limits and letters; the HTTP side is in auth-routes.ts. */
export function configureBetterAuth(parts: BetterAuthParts) {
  const { config, pool, messenger, security, onMemberCreated, inBackground } = parts;
  // Outside the demo the Host header names nothing: whoever sends it could make links in mails lead elsewhere.
  const local = `http://localhost:${config.port}`;
  const origin = (request: Request | undefined) =>
    config.publicUrl ?? (config.demo && request ? new URL(request.url).origin : local);
  const page = (request: Request | undefined, path: string, query: Record<string, string> = {}) => {
    const search = new URLSearchParams(query).toString();
    return `${origin(request)}${path}${search ? `?${search}` : ''}`;
  };
  return betterAuth({
    appName: 'Vicinia',
    secret: config.secret,
    basePath: '/api/auth',
    ...(config.publicUrl === null ? {} : { baseURL: config.publicUrl }),
    telemetry: { enabled: false },
    logger: { level: 'error', log: logServerFault },
    onAPIError: { onError: (error) => logServerFault('error', 'A request about accounts failed:', error) },
    database: {
      db: new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) }),
      type: 'postgres',
      transaction: true,
    },
    advanced: {
      cookiePrefix: 'vicinia',
      useSecureCookies: config.publicUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      backgroundTasks: { handler: inBackground },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 10,
      max: 100,
      customRules: rateLimits(config.signInLimitFactor ?? 1),
      ...tables.rateLimitTable,
    },
    session: {
      ...tables.sessionTable,
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      freshAge: 0,
      additionalFields: {
        secondFactorAt: { type: 'date', required: false, input: false, fieldName: 'second_factor_at' },
        accessCardId: { type: 'string', required: false, input: false, fieldName: 'access_card_id' },
      },
    },
    account: { ...tables.credentialTable, accountLinking: { enabled: true } },
    verification: { ...tables.verificationTable, storeIdentifier: 'hashed' },
    user: {
      ...tables.userTable,
      changeEmail: { enabled: true },
      additionalFields: { locale: { type: 'string', required: false, input: false, defaultValue: 'it' } },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength,
      maxPasswordLength,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      sendResetPassword: ({ user, token }, request) =>
        messenger.mail(user.email, localeOf(user), 'resetPassword', page(request, '/reset-password', { token })),
      onPasswordReset: ({ user }) => security.passwordReset(user.id),
      onExistingUserSignUp: ({ user }, request) =>
        messenger.mail(user.email, localeOf(user), 'existingAccount', page(request, '/sign-in')),
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      expiresIn: 24 * 3600,
      sendVerificationEmail: ({ user, token }, request) =>
        messenger.mail(user.email, localeOf(user), 'confirmEmail', page(request, '/confirm', { token })),
    },
    databaseHooks: {
      account: {
        create: {
          after: async ({ userId, providerId }) => {
            if (providerId !== 'credential') await security.providerAdded(userId);
          },
        },
      },
      user: {
        create: {
          before: async (user, ctx) => {
            const locale = requestLocale(ctx?.headers ?? ctx?.request?.headers);
            const name = user.name.trim().slice(0, 80) || newMemberName(locale);
            // A placeholder counts as confirmed, so that the first real address replaces it as a confirmed one.
            return { data: { ...user, name, locale, emailVerified: user.emailVerified || isPlaceholder(user.email) } };
          },
          after: async (user) => {
            try {
              await onMemberCreated(pool, { id: user.id, displayName: user.name, locale: localeOf(user) });
            } catch (error) {
              // An account without a member could do nothing and would block its address.
              await pool.query(`delete from auth_user where id = $1`, [user.id]);
              throw error;
            }
          },
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: 15 * 60,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token, metadata }, ctx) => {
          const locale = requestLocale(ctx?.headers);
          const next = typeof metadata?.next === 'string' ? metadata.next : '/';
          inBackground(
            messenger.mail(
              email.toLowerCase(),
              locale,
              'signInLink',
              page(ctx?.request, '/sign-in/link', { token, next }),
            ),
          );
        },
      }),
      phoneNumber({
        schema: tables.phoneSchema,
        otpLength: 6,
        expiresIn: 5 * 60,
        allowedAttempts: 3,
        sendOTP: ({ phoneNumber: to, code }, ctx) =>
          inBackground(messenger.code(to, requestLocale(ctx?.headers), code)),
        signUpOnVerification: { getTempEmail: () => placeholderAddress(newId()), getTempName: () => '' },
      }),
      passkey({
        rpName: 'Vicinia',
        ...(config.publicUrl === null ? {} : { rpID: new URL(config.publicUrl).hostname, origin: config.publicUrl }),
        schema: tables.passkeySchema,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
      twoFactor({ issuer: 'Vicinia', allowPasswordless: true, schema: tables.secondFactorSchema }),
      genericOAuth({ config: config.oidc === null ? [] : [oidcProvider(config.oidc)] }),
      apiKey({
        defaultPrefix: 'vic_',
        enableMetadata: false,
        maximumNameLength: 80,
        rateLimit: { enabled: false },
        keyExpiration: { defaultExpiresIn: null, minExpiresIn: 1, maxExpiresIn: 3650 },
        schema: tables.apiKeySchema,
      }),
      accessCardPlugin(pool),
      ownSessionsPlugin(pool),
      secondFactorPlugin(pool),
    ],
  });
}

const localeOf = (user: object) => ('locale' in user && isLocale(user.locale) ? user.locale : 'it');

function oidcProvider(oidc: NonNullable<Config['oidc']>) {
  return {
    providerId: 'oidc',
    name: oidc.name,
    discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: ['openid', 'email', 'profile'],
    requireIdTokenVerification: true,
    // SPID and CIE may keep the address to themselves.
    mapProfileToUser: (profile: { email?: string | null; name?: string }) => ({
      email: profile.email ?? placeholderAddress(newId()),
      name: profile.name ?? '',
    }),
  };
}
