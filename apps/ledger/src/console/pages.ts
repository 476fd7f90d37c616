import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The parts of the console; what lies below them is found by the page itself. All else stays with the API. */
const sections = [
  'sign-in',
  'campaigns',
  'value',
  'churn',
  'customers',
  'overheads',
  'policies',
  'audit',
  'import',
  'operations',
]

/** Stands in the built page wherever the nonce of an answer goes. */
const NONCE = '__NONCE__'

/** Where `vite build` has put it: seen from `dist/apps/ledger/bundle`, from `dist/apps/ledger/src/console`, and from the sources. */
const built = ['../../console', '../../../console', '../../../../dist/apps/console']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .find((folder) => existsSync(join(folder, 'assets')))

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const guarded = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

/** Serves the console at `/`. Where it was not built, whoever comes to `/` is sent to the description of the API. */
export function serveConsole(server: FastifyInstance): void {
  const open = { config: { open: true as const } }
  if (built === undefined) return void server.get('/', open, (_request, reply) => reply.redirect('/docs'))
  const page = readFileSync(join(built, 'index.html'), 'utf8')
  for (const address of ['/', ...sections.flatMap((one) => [`/${one}`, `/${one}/*`])]) {
    server.get(address, open, (_request, reply) => {
      const nonce = randomBytes(16).toString('base64')
      void reply.headers({ ...guarded, 'content-security-policy': policy(nonce), 'cache-control': 'no-cache' })
      return reply.type('text/html; charset=utf-8').send(page.replaceAll(NONCE, nonce))
    })
  }
  void server.register(async (assets) => {
    assets.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: true }
    })
    await assets.register(fastifyStatic, {
      root: join(built, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      // Their names change with what they hold, so that nobody ever has to ask again.
      immutable: true,
      maxAge: '365d',
      setHeaders: (reply) => void reply.headers({ ...guarded, vary: 'accept-encoding' }),
    })
  })
}
