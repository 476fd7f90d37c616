# The service and its command line in one image: docs/how-to/run-with-docker.md

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/npm npm ci --ignore-scripts --cache /npm --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
RUN npm run build

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/npm npm ci --omit=dev --ignore-scripts --cache /npm --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY scripts/compiled.mjs scripts/first-start.mjs scripts/healthy.mjs scripts/ledger.mjs scripts/
# The program belongs to root; its user may write its data, and keep what it has compiled.
RUN install --directory --owner=node --group=node --mode=700 /data node_modules/.cache \
  && ln --symbolic /app/scripts/ledger.mjs /usr/local/bin/ledger
USER node
RUN node scripts/first-start.mjs
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 CMD ["node", "scripts/healthy.mjs"]
CMD ["node", "--max-semi-space-size=16", "--import", "./scripts/compiled.mjs", "dist/apps/ledger/bundle/main.js"]
