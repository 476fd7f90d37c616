import { describe, expect, it } from '@jest/globals'
import type { DomainEvent } from '@ledger/event-sourcing'
import { folded, recorded } from '@ledger/read-store/testing'
import { workAccepted, workCancelled, workFinished, workProgressed } from '../work/work.js'
import { works } from './works.js'

const work = 'w-1'
const context = { campaign: 'fair', wave: 'first', group: 'buyers' }
const accepted = workAccepted({
  work,
  kind: 'invitations',
  total: 2_000,
  digest: 'd',
  receipt: 'r',
  by: 'pat',
  context,
  reason: 'the hall is larger',
})
const progressed = (chunk: number, refused: readonly string[]) =>
  workProgressed({
    work,
    chunk,
    items: 1_000,
    changed: 990 - refused.length,
    unchanged: 10,
    refused: refused.map((id, index) => ({ index, id, code: 'already-answered' })),
  })
const shown = (...all: readonly DomainEvent[]) =>
  folded(works, all.map((event, at) => recorded(event, at + 1)) as never).get(work)

describe('bulk work in the list of it', () => {
  it('says what it is about, who asked for it and why, before anything is done', () => {
    expect(shown(accepted)).toMatchObject({
      kind: 'invitations',
      phase: 'running',
      by: 'pat',
      context,
      reason: 'the hall is larger',
      total: 2_000,
      done: 0,
    })
    expect(shown(accepted)).not.toHaveProperty('endedAt')
  })

  it('adds up its chunks until it is finished', () => {
    const half = shown(accepted, progressed(0, ['anna']))
    expect(half).toMatchObject({ phase: 'running', done: 1_000, changed: 989, unchanged: 10, refused: 1 })
    const end = workFinished({ work, done: 2_000, changed: 1_977, unchanged: 20, refused: 3 })
    const whole = shown(accepted, progressed(0, ['anna']), progressed(1, ['ben', 'carla']), end)
    expect(whole).toMatchObject({ phase: 'finished', done: 2_000, changed: 1_977, unchanged: 20, refused: 3 })
    expect(whole?.endedAt).toBeDefined()
  })

  it('says who cancelled it and why, and counts the chunk that was under way then', () => {
    const cancelled = workCancelled({ work, by: 'alex', done: 0, reason: 'wrong list' })
    expect(shown(accepted, cancelled, progressed(0, []))).toMatchObject({
      phase: 'cancelled',
      cancelled: { by: 'alex', reason: 'wrong list' },
      done: 1_000,
    })
  })

  it('is nothing without having been accepted', () => {
    expect(shown(progressed(0, []))).toBeUndefined()
  })
})
