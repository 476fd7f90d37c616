import { Inject, Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { may } from '@ledger/access'
import type { Tokens } from '@ledger/access'
import type { FastifyInstance } from 'fastify'
import { NEEDS } from './needs.js'
import type { Ability } from './needs.js'
import { problem } from './problem.js'
import { sendProblem } from './problem.filter.js'
import type { AuthenticatedRequest, Requester } from './requester.js'

/**
 * Nobody comes in without a token. Asked before the body is read, so that strangers can neither send one nor learn from
 * the answer what is behind an address.
 */
export function askForTokens(server: FastifyInstance, tokens: Tokens, prefix = '/v1'): void {
  server.addHook('onRequest', async (request: AuthenticatedRequest, reply) => {
    if (!request.url.toLowerCase().startsWith(prefix)) return
    const requester = await requesterOf(request, tokens)
    if (requester) {
      request.requester = requester
      return
    }
    const challenge = { 'www-authenticate': 'Bearer realm="campaign-ledger"' }
    sendProblem(reply, problem(401, 'token-needed', 'A valid bearer token is needed', {}, challenge))
    return reply
  })
}

async function requesterOf(request: AuthenticatedRequest, tokens: Tokens): Promise<Requester | undefined> {
  const bearer = /^Bearer +([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return bearer === undefined ? undefined : tokens.authenticate(bearer)
}

/** What a token may do stands in its roles. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { requester } = context.switchToHttp().getRequest<AuthenticatedRequest>()
    if (!requester) return true
    const ability =
      this.reflector.getAllAndOverride<Ability>(NEEDS, [context.getHandler(), context.getClass()]) ?? 'read'
    if (may(requester.roles, ability)) return true
    const details = { needs: ability, roles: requester.roles }
    throw problem(403, 'not-allowed', 'The roles of this token do not allow that', { details })
  }
}
