import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { askForTokens } from '@ledger/http'
import type { Ledger } from '@ledger/ledger'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { AppModule } from './app.module.js'
import { serveConsole } from './console/pages.js'
import { holdSessions } from './console/sessions.js'
import { takeBodies } from './http/bodies.js'
import { closeGently } from './http/closing.js'
import { describeApi } from './http/openapi.js'
import { FrameworkLog } from './http/framework-log.js'
import { letGoOfStalledReaders } from './http/stalled-readers.js'
import { ignoreExpectations, refuseStrangeHosts } from './http/strange-headers.js'
import { answerMalformed, asFrameworkError, refuseWrongMethods } from './http/wrong-addresses.js'
import { measureRequests } from './operations/metrics.js'
import { traceRequests } from './operations/tracing.js'

const BODY_LIMIT = 1_048_576

/** Node takes the longer of the two for the request: headers must not be given more time than the whole. */
const timeouts = ({ requestTimeoutMs }: Ledger['settings']) => ({
  headersTimeout: Math.min(requestTimeoutMs, 60_000),
  connectionsCheckingInterval: Math.min(requestTimeoutMs / 2, 15_000),
})

/**
 * The service over HTTP. It listens nowhere yet.
 * @param door who says whom a bearer token stands for; the tokens of the ledger where nothing is said
 */
export async function createApp(
  ledger: Ledger,
  log: Logger,
  door: Pick<Ledger['tokens'], 'authenticate'> = ledger.tokens,
): Promise<NestFastifyApplication> {
  const server = fastify({
    loggerInstance: log,
    bodyLimit: BODY_LIMIT,
    // A client that hangs in the middle of a body gives its place back.
    requestTimeout: ledger.settings.requestTimeoutMs,
    // Where a Host is missing Node would answer by itself, and not with a problem document.
    http: { ...timeouts(ledger.settings), requireHostHeader: false },
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: asFrameworkError,
    clientErrorHandler: answerMalformed,
    forceCloseConnections: 'idle',
    // What comes over an open connection while the service ends is still answered.
    return503OnClosing: false,
  }) as unknown as FastifyInstance
  closeGently(server)
  letGoOfStalledReaders(server, ledger.settings.requestTimeoutMs)
  takeBodies(server)
  refuseWrongMethods(server)
  traceRequests(server)
  askForTokens(server, door)
  refuseStrangeHosts(server)
  ignoreExpectations(server)
  measureRequests(server)
  holdSessions(server, ledger.tokens)
  serveConsole(server)
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.over(ledger),
    new FastifyAdapter(server as never),
    { logger: new FrameworkLog(log), bodyParser: false },
  )
  describeApi(app)
  await app.init()
  return app
}
