import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem } from './problem.js'

const COOKIE = 'ledger-session'
/** What our own page sets at every request that changes something; another site's page cannot, without asking first. */
const HEADER = 'ledger-console'

/** The text of the session's token, where the request carries the cookie. */
export const sessionCookie = ({ headers }: FastifyRequest): string | undefined =>
  new RegExp(`(?:^|; *)${COOKIE}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1]

export const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

/**
 * A browser sends its cookies with whatever page makes it. What changes something must therefore come from our own page:
 * it carries our header, and neither `Sec-Fetch-Site` nor `Origin` names another one.
 * @throws ProblemException 403 `foreign-origin`
 */
export function refuseForged({ headers }: FastifyRequest): void {
  const { origin, host, 'sec-fetch-site': site } = headers
  const foreign = site === undefined ? origin !== undefined && hostOf(origin) !== host : site !== 'same-origin'
  if (!foreign && headers[HEADER] !== undefined) return
  throw problem(403, 'foreign-origin', 'A session gives commands only from the console itself', {
    detail: `Programs give them with a bearer token; the console sends the header ${HEADER}.`,
  })
}

const hostOf = (origin: string): string => origin.replace(/^\w+:\/\//, '')

/** Hands the browser its session; scripts never see it, other sites never send it. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, text: string, expiresAt: string): void {
  void reply.header('set-cookie', cookie(request, text, `Expires=${new Date(expiresAt).toUTCString()}`))
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('set-cookie', cookie(request, '', 'Max-Age=0'))
}

/** `Secure` where the browser came over https, which the proxy before this service says. */
function cookie({ headers, protocol }: FastifyRequest, text: string, ends: string): string {
  const secure = protocol === 'https' || headers['x-forwarded-proto'] === 'https'
  return [`${COOKIE}=${text}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', ends, ...(secure ? ['Secure'] : [])].join('; ')
}
