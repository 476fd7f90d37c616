import { describe, expect, it } from '@jest/globals'
import { chosenOf, moved, rowsOf } from './rows.js'

const known = ['targeted', 'invited', 'delivered', 'accepted', 'attended']
const inForce = (...stages: string[]) => stages.map((stage) => ({ stage, start: `${stage} starts`, end: '' })) as never
const names = (rows: ReturnType<typeof rowsOf>) => rows.map(({ stage, chosen }) => (chosen ? stage : `(${stage})`))

describe('the stages that can be chosen', () => {
  it('are those in force in their order, and the others where people would pass them', () => {
    expect(names(rowsOf(inForce('invited', 'accepted'), known))).toEqual([
      '(targeted)',
      'invited',
      '(delivered)',
      'accepted',
      '(attended)',
    ])
    expect(names(rowsOf(inForce('attended', 'invited'), known))).toEqual([
      '(targeted)',
      'attended',
      'invited',
      '(delivered)',
      '(accepted)',
    ])
  })

  it('move up and down, and no further than there are places', () => {
    const rows = rowsOf(inForce(...known.slice(0, 3)), known.slice(0, 3))
    expect(names(moved(rows, 0, 1))).toEqual(['invited', 'targeted', 'delivered'])
    expect(names(moved(rows, 2, -1))).toEqual(['targeted', 'delivered', 'invited'])
    expect([moved(rows, 0, -1), moved(rows, 2, 1)]).toEqual([rows, rows])
  })

  it('are sent in their order, with the words that are not left to what is usual', () => {
    const rows = rowsOf(inForce('invited', 'accepted'), known)
    expect(chosenOf(rows)).toEqual([
      { stage: 'invited', start: 'invited starts' },
      { stage: 'accepted', start: 'accepted starts' },
    ])
    expect(chosenOf([{ stage: 'invited', chosen: true, start: ' ', end: ' the end ' }])).toEqual([
      { stage: 'invited', end: 'the end' },
    ])
  })
})
