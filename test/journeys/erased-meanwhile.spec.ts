import { expect, it } from '@jest/globals'
import { describeCustomer, eraseCustomer } from '@ledger/customers'
import { Codec } from '@ledger/event-sourcing'
import type { PersonalKeys } from '@ledger/event-sourcing'
import { customerProfiles } from '@ledger/insight'
import { events, openLedger, settingsFrom } from '@ledger/ledger'
import type { View } from '@ledger/read-store'
import { Vantages } from '@ledger/time-travel'
import { onStacks } from '../stacks/places.js'
import { filesWith, pastsWith } from './readable.js'

const SECRET = 'Xanthippe-of-the-past'
const by = { actor: 'pat' }
const views = [customerProfiles as unknown as View]
const needed = { name: 'customers', views, streamPrefixes: ['customer-'] }

/** Keys of which one look-up waits, before or after it is answered, until it may go on. */
function held(keys: PersonalKeys, lookUp: number, when: 'before' | 'after') {
  const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let count = 0
  const find = async (persons: readonly string[]) => {
    const isHeld = (count += 1) === lookUp
    const found = when === 'after' ? await keys.find(persons) : undefined
    if (isHeld) reached.resolve()
    if (isHeld) await goOn.promise
    return found ?? keys.find(persons)
  }
  return {
    keys: Object.assign(Object.create(keys) as PersonalKeys, { find }),
    reached: reached.promise,
    goOn: goOn.resolve,
  }
}

onStacks((place) => {
  it.each(['before', 'after'] as const)(
    'who is erased while a past is filled stands readable nowhere in it, and everybody is in it (%s a key is looked up)',
    async (when) => {
      const { environment, dataDir, remove } = await place()
      const ledger = await openLedger(settingsFrom(environment))
      const { executor } = ledger
      await executor.execute(describeCustomer, { customer: 'bob' }, { attributes: { name: 'Bob' } }, by)
      let steps = 0
      for (let wasHeld = true; wasHeld; steps += 1) {
        const customer = `ann-${steps}`
        const told = { name: SECRET, city: 'Vienna' }
        for (const [name, value] of Object.entries(told))
          await executor.execute(describeCustomer, { customer }, { attributes: { [name]: value } }, by)
        const knownAtPosition = (await ledger.events.head())!
        const { keys, reached, goOn } = held(ledger.keys, steps + 1, when)
        const [codec, tiles, clock] = [new Codec(events, keys), ledger.proof.tiles, () => new Date()]
        const vantages = new Vantages({ ...ledger, keys, codec, tiles, clock })
        const shown = () =>
          vantages.from({ knownAtPosition }, needed, async (from) => {
            const { entries } = await from.views.of(customerProfiles).find({ limit: 100 })
            return Object.fromEntries(entries.map(({ key, document }) => [key, document.attributes]))
          })
        const first = shown()
        wasHeld = await Promise.race([reached.then(() => true), first.then(() => false)])
        await executor.execute(eraseCustomer, { customer }, { reason: 'asked for it' }, by)
        goOn()
        // Whoever had the key before it was destroyed may answer with what it opened.
        expect([told, { erased: true }]).toContainEqual((await first)[customer])
        const before = Array.from({ length: steps }, (_, step) => [`ann-${step}`, { erased: true }])
        const all = Object.fromEntries([...before, [customer, { erased: true }], ['bob', { name: 'Bob' }]])
        expect(await shown()).toEqual(all)
        expect(await pastsWith('ann-0')).not.toEqual([])
        for (const found of [await pastsWith(SECRET), await filesWith(SECRET, dataDir)]) expect(found).toEqual([])
        await vantages.close()
      }
      // Events are opened, documents loaded, sealed and opened again.
      expect(steps).toBeGreaterThan(3)
      await ledger.close()
      await remove()
    },
  )
})
