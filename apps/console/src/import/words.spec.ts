import { describe, expect, it } from '@jest/globals'
import { imports } from '../texts/imports.js'
import { fieldsOf, rowKinds } from './manifest.js'

describe('the words of the screen', () => {
  it('name every kind of row and every field', () => {
    const fields = rowKinds.flatMap((kind) => Object.keys(fieldsOf(kind)))
    expect(rowKinds.filter((kind) => !(kind in imports.kinds))).toEqual([])
    expect(fields.filter((field) => !(field in imports.fields))).toEqual([])
  })

  it('name nothing that is not there', () => {
    const fields = new Set(rowKinds.flatMap((kind) => Object.keys(fieldsOf(kind))))
    expect(Object.keys(imports.fields).filter((field) => !fields.has(field))).toEqual([])
  })
})
