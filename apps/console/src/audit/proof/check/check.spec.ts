import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import {
  checkpointText,
  eventLeaf,
  nodeHashOf,
  noteOf,
  signatureLine,
  textOfHash,
  VerifierKey,
} from '@ledger/proof-verifier'
import { checked } from './check.js'

const event = (id: string) => ({ id, type: 'T.v1', stream: 's', revision: 0, data: { b: 'ö', a: 1 }, metadata: null })
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const key = VerifierKey.of('log', Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'))

/** The middle one of three leaves, with the checkpoint of that tree. */
function answered() {
  const [first, own, last] = ['a', 'b', 'c'].map((id) => eventLeaf(event(id)))
  const text = checkpointText('log', { size: 3, root: nodeHashOf(nodeHashOf(first!, own!), last!) })
  return {
    leaf: 1,
    position: 7,
    event: event('b'),
    leafHash: textOfHash(own!),
    proof: [first!, last!].map(textOfHash),
    checkpoint: noteOf(text, [signatureLine('log', key.id, sign(null, Buffer.from(text), privateKey))]),
  }
}

describe('a proof, checked by WebCrypto', () => {
  it('holds', async () => {
    expect(await checked(answered(), [key.text])).toEqual({ leaf: true, path: true, signature: true })
  })

  it.each([
    ['another event', { event: event('x') }, { leaf: false, path: false }],
    ['another place', { leaf: 0 }, { path: false }],
    ['a proof that is too short', { proof: answered().proof.slice(1) }, { path: false }],
    ['a place beyond the tree', { leaf: 3 }, { path: false }],
    ['another checkpoint', { checkpoint: answered().checkpoint.replace('log\n3', 'log\n4') }, { signature: false }],
  ])('does not hold for %s', async (_, other, found) => {
    expect(await checked({ ...answered(), ...other }, [key.text])).toMatchObject(found)
  })

  it('is signed by nobody without a key', async () => {
    expect(await checked(answered(), [])).toEqual({ leaf: true, path: true, signature: false })
  })
})
