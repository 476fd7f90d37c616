import 'reflect-metadata'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { describeCustomer } from '@ledger/customers'
import { openLedger, settingsFrom } from '@ledger/ledger'
import { onBothServers } from '../../../test/stacks/places.js'
import type { Place } from '../../../test/stacks/places.js'
import { run } from './run.js'

onBothServers((place) => {
  describe('the command line on servers', () => {
    let there: Place
    let out: string
    let err: string

    beforeEach(async () => {
      there = await place()
      jest.replaceProperty(process, 'env', { ...process.env, ...there.environment })
      jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))))
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text))))
    })
    afterEach(async () => {
      jest.restoreAllMocks()
      await there.remove()
    })

    const ledger = async (...args: readonly string[]) => {
      out = err = ''
      const code = (await run(args)) ?? 0
      return { code, out, err }
    }

    it('makes, lists and ends tokens where the service looks for them', async () => {
      const made = await ledger('token', 'create', '--actor', 'crm', '--role', 'service')
      expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^clt_[0-9a-f]{12}_/)])
      await using service = await opened(there)
      expect(await service.tokens.authenticate(made.out.trim())).toMatchObject({ actor: 'crm', roles: ['service'] })
      const listed = JSON.parse((await ledger('token', 'list', '--json')).out) as { id: string; actor: string }[]
      expect(listed.map(({ actor }) => actor)).toEqual(['crm'])
      expect((await ledger('token', 'revoke', listed[0]!.id)).code).toBe(0)
      expect((await ledger('token', 'revoke', 'ffffffffffff')).code).toBe(2)
    })

    it('says how the ledger is and where it lies, without passwords', async () => {
      const { code, out: said } = await ledger('status')
      expect(code).toBe(0)
      expect(said).toMatch(/^log {5}esdb\S*:\/\/.*, streams test-.*…$/m)
      expect(said).toMatch(/^views {3}mongodb\S*:\/\/.*\/test_[0-9a-f]+$/m)
      const status = JSON.parse((await ledger('status', '--json')).out) as { events: object; files: object[] }
      expect([status.events, status.files]).toEqual([{ count: 0 }, []])
    })

    it('says that the views are of another log where they are', async () => {
      {
        await using first = await opened(there)
        const command = { attributes: { city: 'Graz' } }
        await first.executor.execute(describeCustomer, { customer: 'c1' }, command, { actor: 'pat' })
        await first.projector.catchUp()
      }
      process.env['EVENTSTORE_PREFIX'] = `other-${there.environment['EVENTSTORE_PREFIX']}`
      const { code, err: said } = await ledger('status')
      expect([code, said]).toEqual([3, expect.stringContaining('the views have seen position')])
    })
  })
})

/** A ledger on a place, as something to `await using`. */
async function opened({ environment }: Place) {
  const ledger = await openLedger(settingsFrom(environment))
  return { ...ledger, [Symbol.asyncDispose]: () => ledger.close() }
}
