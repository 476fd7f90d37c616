import { expect, it } from '@jest/globals'
import { StoreUnavailable } from '../event-store.js'
import { Turns } from './turns.js'

it('gives up where no turn comes, and passes on every turn that ends, in order', async () => {
  const turns = new Turns(1)
  const leave = await turns.take(1_000)
  await expect(turns.take(20)).rejects.toThrow(StoreUnavailable)
  const order: string[] = []
  const others = ['first', 'second'].map(async (name) => {
    const end = await turns.take(1_000)
    order.push(name)
    end()
  })
  leave()
  await Promise.all(others)
  expect(order).toEqual(['first', 'second'])
  ;(await turns.take(0))()
})
