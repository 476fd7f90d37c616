import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { as, startService } from './service.js'
import type { Service } from './service.js'

const OURS = { 'ledger-console': '1' }
const json = { 'content-type': 'application/json' }

describe('the door of the console', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService()
  })
  afterAll(() => service.stop())

  const ask = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    fetch(`${service.url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    })
  const signIn = (body: unknown, headers: Record<string, string> = OURS) => ask('POST', '/session', headers, body)
  const cookieOf = (response: Response) => ({ cookie: response.headers.get('set-cookie')!.split(';')[0]! })
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code
  const codeFor = async (token: string) => {
    const { tokens } = service.ledger
    return tokens.codes.issue((await tokens.authenticate(token))!)
  }
  const session = async (token: string) => cookieOf(await signIn({ token }))

  it('takes the code of the link once', async () => {
    const code = await codeFor(service.admin)
    const first = await signIn({ code })
    expect(first.status).toBe(200)
    expect(await first.json()).toMatchObject({
      actor: 'admin',
      roles: ['admin'],
      may: expect.arrayContaining(['erase', 'operate']),
    })
    const again = await signIn({ code })
    expect([again.status, await codeOf(again), again.headers.get('set-cookie')]).toEqual([403, 'code-unknown', null])
  })

  it('hands out a cookie that scripts and other sites do not get, Secure where the browser came over https', async () => {
    const cookie = (await signIn({ token: service.admin })).headers.get('set-cookie')!
    for (const part of ['Path=/', 'HttpOnly', 'SameSite=Strict', 'Expires=']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Secure')
    expect(cookie).not.toContain(service.admin)
    const overTls = await signIn({ token: service.admin }, { ...OURS, 'x-forwarded-proto': 'https' })
    expect(overTls.headers.get('set-cookie')).toContain('; Secure')
  })

  it('refuses tokens that are unknown, over, or sessions themselves, and bodies of another shape', async () => {
    const over = await service.ledger.tokens.create({
      actor: 'old',
      roles: ['planner'],
      expiresAt: '2020-01-01T00:00:00Z',
    })
    const { cookie } = await session(service.admin)
    for (const token of ['clt_0', over, cookie.split('=')[1]!]) {
      const refused = await signIn({ token })
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'token-unknown'])
    }
    for (const body of [{}, { code: 1 }, { code: 'a', token: 'b' }, [], 'x']) {
      const refused = await signIn(body)
      expect([refused.status, await codeOf(refused)]).toEqual([400, 'invalid-body'])
    }
  })

  it('lets the session do what the roles of the token allow', async () => {
    const planner = await session(await service.token('pat', 'planner'))
    expect((await ask('GET', '/v1/campaigns', planner)).status).toBe(200)
    const who = await ask('GET', '/session', planner)
    expect(await who.json()).toEqual({ actor: 'pat', roles: ['planner'], may: ['read', 'command'] })
    const approve = await ask('POST', '/v1/campaigns/x/approve', { ...planner, ...OURS }, {})
    expect([approve.status, await codeOf(approve)]).toEqual([403, 'not-allowed'])
    const start = await ask('POST', '/v1/campaigns/x/start', { ...planner, ...OURS }, {})
    expect([start.status, await codeOf(start)]).toEqual([404, 'campaign-unknown'])
  })

  it.each([
    ['without our header', {}],
    ['of another origin', { ...OURS, origin: 'https://elsewhere.example' }],
    ['of another origin without a name', { ...OURS, origin: 'null' }],
    ['that the browser calls foreign', { ...OURS, 'sec-fetch-site': 'cross-site' }],
    ['of another port', { ...OURS, 'sec-fetch-site': 'same-site' }],
  ])('takes no command with a cookie %s', async (_, headers: Record<string, string>) => {
    const cookie = await session(service.admin)
    for (const refused of [
      await ask('POST', '/v1/policies/churn-days/set', { ...cookie, ...headers }, { days: 30, reason: 'forged' }),
      await ask('DELETE', '/session', { ...cookie, ...headers }),
      await signIn({ token: service.admin }, headers),
    ])
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'foreign-origin'])
  })

  it('takes commands of its own origin', async () => {
    const ours = { ...(await session(service.admin)), ...OURS, origin: service.url, 'sec-fetch-site': 'same-origin' }
    expect((await ask('POST', '/v1/policies/churn-days/set', ours, { days: 91, reason: 'a quarter' })).status).toBe(200)
  })

  it('does not fall back to the cookie where a bad token is given', async () => {
    const cookie = await session(service.admin)
    expect((await ask('GET', '/v1/campaigns', { ...cookie, authorization: 'Bearer clt_no' })).status).toBe(401)
  })

  it('takes no token as a cookie that is no session', async () => {
    expect((await ask('GET', '/v1/campaigns', { cookie: `ledger-session=${service.admin}` })).status).toBe(401)
  })

  it('takes no session as a bearer token', async () => {
    const { cookie } = await session(service.admin)
    const authorization = `Bearer ${cookie.split('=')[1]!}`
    expect((await ask('GET', '/v1/campaigns', { authorization })).status).toBe(401)
  })

  it('signs out for good', async () => {
    const cookie = await session(service.admin)
    const out = await ask('DELETE', '/session', { ...cookie, ...OURS })
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')])
    expect((await ask('GET', '/v1/campaigns', cookie)).status).toBe(401)
    expect((await as(service, service.admin).get('/v1/campaigns')).status).toBe(200)
  })

  it('shows the page at its addresses, under a policy without inline scripts, and swallows nothing of the API', async () => {
    const nonces = new Set<string>()
    const addresses = [
      '/',
      '/sign-in',
      '/campaigns',
      '/campaigns/fair/funnel',
      '/value',
      '/churn',
      '/overheads/2027-03',
      '/policies/churn-days',
      '/audit',
      '/operations',
    ]
    for (const path of addresses) {
      const page = await ask('GET', path, {})
      const text = await page.text()
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      const policy = page.headers.get('content-security-policy')!
      expect(policy).toContain("script-src 'self';")
      expect(policy).not.toContain('unsafe')
      const nonce = /'nonce-([^']+)'/.exec(policy)![1]!
      expect(text).toContain(`nonce="${nonce}"`)
      expect(text.match(/<script(?![^>]*\bsrc=)/)).toBeNull()
      expect(page.headers.get('cache-control')).toBe('no-cache')
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(addresses.length)
    expect((await ask('GET', '/docs', {})).status).toBe(200)
    expect((await ask('GET', '/health/live', {})).status).toBe(200)
    for (const path of ['/v1/campaigns', '/v1/nowhere', '/nowhere', '/.env'])
      expect((await ask('GET', path, {})).status).toBe(401)
  })

  it('serves what the page needs for ever, and nothing beside it', async () => {
    const page = await (await ask('GET', '/', {})).text()
    const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!)
    expect(assets.length).toBeGreaterThan(1)
    for (const path of assets) {
      const asset = await ask('GET', path, {})
      expect(asset.status).toBe(200)
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff')
      if (!path.endsWith('.svg')) expect(asset.headers.get('content-encoding')).toMatch(/^(br|gzip)$/)
    }
    for (const path of ['/assets/nothing.js', '/assets/..%2f..%2fledger/src/main.js', '/assets/%2e%2e/index.html'])
      expect([401, 403, 404]).toContain((await ask('GET', path, {})).status)
  })
})
