# One image for the API, the workers and the migration job; docker-compose.yml says which runs what.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY dev/package.json dev/
COPY sdk/typescript/package.json sdk/typescript/
RUN npm ci
COPY . .
RUN npm run build

# The root's own dependencies: nothing of the embedded stack (the workspace in dev/) and of the typed client, nothing for development.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --workspaces=false

FROM node:24-bookworm-slim
ENV NODE_ENV=production TZ=UTC HOLDFAST_HOST=0.0.0.0 HOLDFAST_WORKFLOW_BUNDLE=/app/dist/workflow-bundle.js
WORKDIR /app
COPY --from=packages /app/package.json ./package.json
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY LICENSE NOTICE ./
USER node
CMD ["node", "dist/api/main.js"]
