import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { races, runRaces } from './races.js'
import { Stage } from './stage.js'

/** The same rounds as `npm run test:races`, a few of them; docs/how-to/race-the-desk.md says how to run more. */
describe('races over HTTP, at two processes on one data folder', () => {
  const seed = Date.now() % 1_000_000
  // Set before the hook waits for it: where that takes too long, what has been started is ended all the same.
  let setting: Promise<Stage>
  beforeAll(async () => {
    setting = Stage.set()
    await setting
  }, 120_000)
  afterAll(async () => (await setting).strike(), 60_000)

  it.each(races.map((race) => [race.name, race] as const))('%s', async (_, race) => {
    const [tally] = await runRaces(await setting, { rounds: 2, seed, only: [race] })
    expect(tally!.problems).toEqual([])
    expect(Object.keys(tally!.seen).length).toBeGreaterThan(1)
  })
})
