import { Inject, Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { may } from '@ledger/access'
import type { Tokens } from '@ledger/access'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NEEDS } from './needs.js'
import type { Ability } from './needs.js'
import { problem } from './problem.js'
import { sendProblem } from './problem.filter.js'
import type { AuthenticatedRequest, Requester } from './requester.js'
import { isReading, refuseForged, sessionCookie } from './session.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by routes that hold nothing of anybody, beside those that are named here. */
    readonly open?: true
  }
}

type Door = Pick<Tokens, 'authenticate'>

/** Patterns of routes that hold nothing of anybody. Whatever is not named here, and does not say so itself, needs a token. */
const open = (pattern: string): boolean =>
  ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/openapi.yaml', '/docs'].includes(pattern) ||
  pattern.startsWith('/docs/')

/** By the route that the router has found, never by the address as it was written: there are many ways to write one. */
const needsNoToken = ({ routeOptions: { url, config } }: FastifyRequest): boolean =>
  url !== undefined && (config.open === true || open(url))

const tokenNeeded = () =>
  problem(
    401,
    'token-needed',
    'A valid bearer token is needed',
    {},
    { 'www-authenticate': 'Bearer realm="campaign-ledger"' },
  )

/**
 * Nobody comes in without a token, not even where there is nothing. Asked before the body is read, so that strangers can
 * neither send one nor learn from the answer what is behind an address.
 */
export function askForTokens(server: FastifyInstance, tokens: Door): void {
  server.addHook('onRequest', async (request: AuthenticatedRequest, reply) => {
    if (needsNoToken(request)) return
    const requester = await requesterOf(request, tokens)
    if (requester) {
      request.requester = requester
      return
    }
    sendProblem(reply, tokenNeeded())
    return reply
  })
}

/** A token in the header counts alone; else the session's cookie does, where the browser says that it is our own page. */
async function requesterOf(request: AuthenticatedRequest, tokens: Door): Promise<Requester | undefined> {
  const { authorization } = request.headers
  if (authorization === undefined) return requesterOfSession(request, tokens)
  const bearer = /^Bearer +([\x21-\x7e]+)$/i.exec(authorization)?.[1]
  const holder = bearer === undefined ? undefined : await tokens.authenticate(bearer)
  // A session counts only as the cookie that it is.
  return holder?.session ? undefined : holder
}

async function requesterOfSession(request: FastifyRequest, tokens: Door): Promise<Requester | undefined> {
  const cookie = sessionCookie(request)
  const holder = cookie === undefined ? undefined : await tokens.authenticate(cookie)
  if (!holder?.session) return undefined
  if (!isReading(request)) refuseForged(request)
  return holder
}

/** What a token may do stands in its roles. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>()
    if (needsNoToken(request)) return true
    const { requester } = request
    if (!requester) throw tokenNeeded()
    const ability =
      this.reflector.getAllAndOverride<Ability>(NEEDS, [context.getHandler(), context.getClass()]) ?? 'read'
    if (may(requester.roles, ability)) return true
    const details = { needs: ability, roles: requester.roles }
    throw problem(403, 'not-allowed', 'The roles of this token do not allow that', { details })
  }
}
