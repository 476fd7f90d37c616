import { describe, expect, it } from '@jest/globals'
import { EMPTY_ROOT, hashOfText, leafHashOf, nodeHashOf } from './hashing.js'
import { isConsistent, isIncluded } from './proofs.js'

const hex = (text: string) => Buffer.from(text, 'hex')
const [a, b, c, d, e, f, j] = ['a', 'b', 'c', 'd', 'e', 'f', 'j'].map((name) => leafHashOf(name))
/** The tree of seven leaves that RFC 6962 §2.1.3 draws; its names of the nodes. */
const [g, h, i] = [nodeHashOf(a!, b!), nodeHashOf(c!, d!), nodeHashOf(e!, f!)]
const [k, l] = [nodeHashOf(g, h), nodeHashOf(i, j!)]
const root = nodeHashOf(k, l)

describe('hashes of RFC 6962', () => {
  it('are those that others have published', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(leafHashOf('L123456').toString('hex')).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    )
    expect(leafHashOf(Buffer.alloc(0)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    )
    expect(nodeHashOf(Buffer.from('N123'), Buffer.from('N456')).toString('hex')).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    )
  })

  it('are carried as Base64 in one form', () => {
    const text = root.toString('base64')
    expect(hashOfText(text)).toEqual(root)
    for (const other of [` ${text}`, text.replace('=', ''), `${text.slice(0, -2)}A=`, 'AAAA', '', undefined, 7])
      expect(other === text ? undefined : hashOfText(other)).toBeUndefined()
  })
})

describe('an inclusion proof', () => {
  it.each([
    [a!, 0, [b!, h, l]],
    [d!, 3, [c!, g, l]],
    [e!, 4, [f!, j!, k]],
    [j!, 6, [i, k]],
  ] as const)('of the example of the RFC holds', (leaf, index, proof) => {
    expect(isIncluded(leaf, index, 7, root, proof)).toBe(true)
    expect(isIncluded(leaf, index, 7, root, proof.slice(1))).toBe(false)
    expect(isIncluded(leaf, index, 7, root, [...proof, l])).toBe(false)
    expect(isIncluded(leaf, (index + 1) % 7, 7, root, proof)).toBe(false)
  })

  it('of places that no tree has is refused', () => {
    for (const index of [-1, 1, 0.5, NaN, 2 ** 53]) expect(isIncluded(a!, index, 1, a!, [])).toBe(false)
    expect(isIncluded(a!, 0, 1, a!, [])).toBe(true)
    expect(isIncluded(a!, 0, 0, EMPTY_ROOT, [])).toBe(false)
  })
})

describe('a consistency proof', () => {
  it.each([
    [3, nodeHashOf(g, c!), [c!, d!, g, l]],
    [4, k, [l]],
    [6, nodeHashOf(k, i), [i, j!, k]],
  ] as const)('from %i of the example of the RFC holds', (size, earlier, proof) => {
    expect(isConsistent({ size, root: earlier }, { size: 7, root }, proof)).toBe(true)
    expect(isConsistent({ size, root: earlier }, { size: 7, root }, proof.slice(0, -1))).toBe(false)
    expect(isConsistent({ size, root: earlier }, { size: 7, root }, [...proof, l])).toBe(false)
    expect(isConsistent({ size, root: a! }, { size: 7, root }, proof)).toBe(false)
  })

  it('of two known trees begins with the right node, which a public test file has wrong', () => {
    const earlier = { size: 6, root: hex('76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef') }
    const later = { size: 8, root: hex('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328') }
    const proof = [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ].map(hex)
    expect(isConsistent(earlier, later, proof)).toBe(true)
  })

  it('of a tree with itself, or with nothing, needs no nodes', () => {
    expect(isConsistent({ size: 7, root }, { size: 7, root }, [])).toBe(true)
    expect(isConsistent({ size: 7, root }, { size: 7, root: k }, [])).toBe(false)
    expect(isConsistent({ size: 0, root: EMPTY_ROOT }, { size: 7, root }, [])).toBe(true)
    expect(isConsistent({ size: 7, root }, { size: 4, root: k }, [])).toBe(false)
  })
})
