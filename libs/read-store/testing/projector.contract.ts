import { describe, expect, it } from '@jest/globals'
import { NotYetFresh, ViewNotReady } from '../src/errors.js'
import { Views } from '../src/views.js'
import { poison, projected, sums, until } from './projected.js'
import type { OpenReadStore } from './projected.js'

/** What projectors do on every read store. */
export function projectorContract(name: string, open: OpenReadStore): void {
  describe(`on ${name}`, () => {
    describe('the projector', () => {
      it('follows the log, and passes by what no view reads', async () => {
        await using it = await projected(open)
        const projector = it.projector()
        projector.start()
        await it.write(['a', 1], ['b', 2], ['a', 3])
        const { position } = await it.events.append('foreign', 'no_stream', [
          { id: '11111111-0000-4000-8000-000000000000', type: 'Else.v1', data: {}, metadata: {} },
        ])
        await it.fresh(position!)
        expect(await it.documents()).toEqual({ a: 4, b: 2 })
        const [status] = await projector.status()
        expect(status).toMatchObject({
          name: 'sums',
          live: true,
          lag: { events: 0, more: false, seconds: 0 },
          parked: 0,
        })
        await projector.stop()
      })

      it('goes on where it was after a stop', async () => {
        await using it = await projected(open)
        const first = it.projector()
        first.start()
        await it.fresh(await it.write(['a', 1]))
        await first.stop()
        const late = await it.write(['a', 2], ['c', 5])
        const second = it.projector()
        second.start()
        await it.fresh(late)
        expect(await it.documents()).toEqual({ a: 3, c: 5 })
        await second.stop()
      })

      it('says how far behind it is, in events and seconds', async () => {
        await using it = await projected(open)
        const projector = it.projector()
        projector.start()
        await it.fresh(await it.write(['a', 1]))
        await projector.stop()
        await it.write(['a', 1], ['a', 1])
        await until(async () => (await projector.status())[0]!.lag.seconds > 0)
        expect((await projector.status())[0]!.lag.events).toBe(2)
      })

      it('lets nobody wait for ever', async () => {
        await using it = await projected(open)
        await it.write(['a', 1])
        await expect(new Views(it.read).waitFor(sums(), 1, 20)).rejects.toBeInstanceOf(NotYetFresh)
        await expect(new Views(it.read).of(sums()).count()).rejects.toBeInstanceOf(ViewNotReady)
      })
    })

    it('tells how far what it shows of a key speaks of the log, or that nobody can say', async () => {
      await using it = await projected(open)
      const known = (key: string) => new Views(it.read).of(sums()).known(key)
      expect(await known('a')).toBeUndefined()
      poison.key = 'bad'
      const projector = it.projector()
      await it.begun(projector)
      await it.fresh(await it.write(['a', 1], ['bad', 1], ['b', 1]))
      expect([await known('a'), await known('nobody'), await known('bad')]).toEqual([
        { document: { sum: 1, seen: [1] }, through: 3 },
        { through: 3 },
        undefined,
      ])
      poison.unkeyed = 7
      await it.fresh(await it.write(['a', 7]))
      expect(await known('a')).toBeUndefined()
      await projector.stop()
    })

    describe('an event that cannot be folded', () => {
      it('parks its key with what follows, raises an alarm, and holds up nobody else', async () => {
        await using it = await projected(open)
        poison.key = 'bad'
        const projector = it.projector()
        await it.begun(projector)
        const last = await it.write(['a', 1], ['bad', 1], ['a', 1], ['bad', 5])
        await it.fresh(last)
        expect(await it.documents()).toEqual({ a: 2 })
        expect(it.alarms).toMatchObject([{ what: 'key-parked', view: 'sums', key: 'bad' }])
        await until(async () => (await projector.parked('sums'))[0]?.waiting === 2)
        expect(await projector.inspect('sums', 'bad')).toMatchObject({
          key: 'bad',
          position: 2,
          event: { data: { n: 1 } },
        })
        await projector.stop()
      })

      it('is replayed when its cause is mended, also after a restart, and the key goes on', async () => {
        await using it = await projected(open)
        poison.key = 'bad'
        const first = it.projector()
        await it.begun(first)
        await it.fresh(await it.write(['bad', 1], ['bad', 2]))
        await first.stop()
        poison.key = ''
        const projector = it.projector()
        projector.start()
        await it.fresh(await it.write(['bad', 4]))
        expect(await it.documents()).toEqual({})
        expect(await projector.requestReplay('sums', 'bad')).toBe(true)
        await until(async () => (await projector.parked('sums')).length === 0)
        await it.fresh(await it.write(['bad', 8]))
        expect(await it.documents()).toEqual({ bad: 15 })
        await projector.stop()
      })

      it('whose keys could not be told is put in its place by a rebuild', async () => {
        await using it = await projected(open)
        poison.unkeyed = 7
        const projector = it.projector()
        await it.begun(projector)
        await it.fresh(await it.write(['a', 7], ['a', 1]))
        expect(await it.documents()).toEqual({ a: 1 })
        expect((await projector.parked('sums')).map(({ key }) => key)).toEqual(['event:1'])
        poison.unkeyed = NaN
        await projector.requestReplay('sums', 'event:1')
        await until(async () => (await projector.parked('sums')).length === 0)
        expect(await it.documents()).toEqual({ a: 8 })
        await projector.stop()
      })

      it('stays parked when it fails again', async () => {
        await using it = await projected(open)
        poison.key = 'bad'
        const projector = it.projector()
        await it.begun(projector)
        await it.fresh(await it.write(['bad', 1]))
        await projector.requestReplay('sums', 'bad')
        await until(async () => it.alarms.length === 2)
        await until(async () => (await projector.parked('sums'))[0]?.replayRequested === false)
        await projector.stop()
      })
    })

    describe('a rebuild', () => {
      it('fills a build beside the live one, switches, and drops what it replaced', async () => {
        await using it = await projected(open)
        const projector = it.projector()
        projector.start()
        await it.fresh(await it.write(['a', 1], ['b', 2]))
        const seen: number[] = []
        await projector.rebuild('sums', (done) => seen.push(done))
        expect(seen.at(-1)).toBe(2)
        await it.fresh(await it.write(['a', 10]))
        expect(await it.documents()).toEqual({ a: 11, b: 2 })
        await until(async () => (await it.read.builds()).map((one) => one.build).join() === '2')
        await projector.stop()
      })

      it('fails on the first event that cannot be folded, and leaves the live one as it is', async () => {
        await using it = await projected(open)
        const projector = it.projector()
        projector.start()
        await it.fresh(await it.write(['a', 1], ['bad', 2]))
        poison.key = 'bad'
        await expect(projector.rebuild('sums')).rejects.toThrow(/sums cannot fold Counted at position 2 into bad/)
        expect((await it.read.builds()).map((one) => [one.build, one.live])).toEqual([[1, true]])
        expect(await it.documents()).toEqual({ a: 1, bad: 2 })
        await projector.stop()
      })

      it('can be cancelled', async () => {
        await using it = await projected(open)
        const projector = it.projector()
        projector.start()
        await it.fresh(await it.write(['a', 1]))
        const rebuilt = projector.rebuild('sums')
        expect(await projector.cancelRebuild('sums')).toBe(true)
        await expect(rebuilt).rejects.toThrow(/cancelled/)
        expect((await it.read.builds()).map((one) => [one.build, one.live])).toEqual([[1, true]])
        expect(await projector.cancelRebuild('sums')).toBe(false)
        await projector.stop()
      })

      it('is not disturbed by another process that began the same and gave it up', async () => {
        await using it = await projected(open)
        const head = await it.write(['a', 1], ['b', 2])
        const [one, other] = [it.projector(), it.projector()]
        const both = [one.rebuild('sums'), other.rebuild('sums')] as const
        await one.cancelRebuild('sums')
        await expect(both[0]).rejects.toThrow(/cancelled/)
        await both[1]
        await it.fresh(head)
        expect(await it.documents()).toEqual({ a: 1, b: 2 })
      })

      it('that another process has finished is followed by those that were still waiting for the view', async () => {
        await using it = await projected(open)
        await it.write(['bad', 1])
        poison.key = 'bad'
        const waiting = it.projector()
        waiting.start()
        await until(() => it.alarms.some(({ what }) => what === 'rebuild-failed'))
        poison.key = ''
        await it.projector().rebuild('sums')
        await it.fresh(await it.write(['a', 1]))
        expect(await it.documents()).toEqual({ bad: 1, a: 1 })
        await waiting.stop()
      })

      it('is not begun by a projector that is stopped while it starts', async () => {
        await using it = await projected(open)
        await it.write(['a', 1])
        const projector = it.projector()
        projector.start()
        await projector.stop()
        expect((await projector.status())[0]!.rebuild).toBeUndefined()
        expect(it.alarms).toEqual([])
      })

      it('happens by itself when a view has a new version, and the old one answers meanwhile', async () => {
        await using it = await projected(open)
        const old = it.projector()
        old.start()
        await it.fresh(await it.write(['a', 1]))
        await old.stop()
        const projector = it.projector({ version: 2 })
        projector.start()
        await it.fresh(await it.write(['a', 2]), 2)
        expect(await it.documents(2)).toEqual({ a: 3 })
        await projector.stop()
      })
    })
  })
}
