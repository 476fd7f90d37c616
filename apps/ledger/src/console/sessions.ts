import { may } from '@ledger/access'
import type { Ability, Holder, Tokens } from '@ledger/access'
import { clearSessionCookie, invalid, problem, refuseForged, setSessionCookie } from '@ledger/http'
import type { AuthenticatedRequest, Requester } from '@ledger/http'
import type { FastifyInstance } from 'fastify'
import { asFrameworkError } from '../http/wrong-addresses.js'

const abilities: readonly Ability[] = [
  'read',
  'command',
  'approve',
  'set-policy',
  'take-over',
  'erase',
  'operate',
  'countersign',
]

/** Who is signed in, and what they may do. */
const shown = ({ actor, roles }: Requester) => ({ actor, roles, may: abilities.filter((one) => may(roles, one)) })

/** The console's door: `POST /session` lets in, `GET` says who is there, `DELETE` lets out. */
export function holdSessions(server: FastifyInstance, tokens: Tokens): void {
  const errorHandler = asFrameworkError
  server.post('/session', { config: { open: true }, errorHandler }, async (request, reply) => {
    refuseForged(request)
    const holder = await holderOf(request.body, tokens)
    const { text, expiresAt } = await tokens.beginSession(holder)
    setSessionCookie(request, reply, text, expiresAt)
    return { ...shown(holder), expiresAt }
  })
  server.get('/session', { errorHandler }, async (request: AuthenticatedRequest, reply) => {
    void reply.header('cache-control', 'no-store')
    return shown(request.requester!)
  })
  server.delete('/session', { errorHandler }, async (request: AuthenticatedRequest, reply) => {
    const { session, tokenId } = request.requester!
    if (session) await tokens.endSession(tokenId)
    clearSessionCookie(request, reply)
    return reply.status(204).send()
  })
}

async function holderOf(body: unknown, tokens: Tokens): Promise<Holder> {
  const { code, token } = (body ?? {}) as { code?: unknown; token?: unknown }
  if (typeof code === 'string' && token === undefined) return known(tokens.codes.redeem(code), 'code-unknown')
  if (typeof token === 'string' && code === undefined) return known(await tokens.authenticate(token), 'token-unknown')
  throw invalid([{ field: 'token', message: 'must be there as a text, or `code` instead of it' }])
}

function known(holder: Holder | undefined, code: 'code-unknown' | 'token-unknown'): Holder {
  if (holder && !holder.session) return holder
  if (code === 'token-unknown') throw problem(403, 'token-unknown', 'There is no such token, or it is over')
  throw problem(403, 'code-unknown', 'This link was used before, or is too old')
}
