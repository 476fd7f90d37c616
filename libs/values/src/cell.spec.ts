import { describe, expect, it } from '@jest/globals'
import { harmless } from './cell.js'

describe('a cell', () => {
  it.each(['=1+1', '+cmd', '-cmd', '@sum', '\tx', '\r=x', '\n=x', '-1+2', '＝1', '＋1', '－1', '＠x'])(
    'that a spreadsheet would carry out, %j, is made text',
    (cell) => {
      expect(harmless(cell)).toBe(`'${cell}`)
    },
  )

  it.each(['-5', '+3.50', '-1.234,5', '1e-5', '-4.4e-16', 'a=b', ''])(
    'that is a number or plain text, %j, stays',
    (cell) => {
      expect(harmless(cell)).toBe(cell)
    },
  )
})
