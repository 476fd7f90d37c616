import { describe, expect, it } from '@jest/globals'
import type { BadSettings } from './settings.js'
import { settingsFrom } from './settings.js'
import { placesOf } from './stores/places.js'

const problemsWith = (environment: Record<string, string>): readonly string[] => {
  try {
    settingsFrom(environment)
    return []
  } catch (error) {
    return (error as BadSettings).problems
  }
}

const ESDB = 'esdb://pat:s3cret@one:2113,two:2113?tls=true'
const MONGO = 'mongodb://pat:s3cret@one,two/fairs?replicaSet=rs0'

describe('the settings of the stores', () => {
  it('lead to the data folder where nothing is said, or set to nothing', () => {
    const settings = settingsFrom({ DATA_DIR: '/data', EVENTSTORE_URL: '', MONGODB_URL: '' })
    expect(settings).not.toHaveProperty('eventStore')
    expect(settings).not.toHaveProperty('mongoUrl')
    expect(placesOf(settings)).toEqual({ log: '/data', views: '/data' })
  })

  it('lead to servers, told to people without user and password', () => {
    const settings = settingsFrom({ EVENTSTORE_URL: ESDB, EVENTSTORE_PREFIX: 'fairs-', MONGODB_URL: MONGO })
    expect(settings).toMatchObject({ eventStore: { url: ESDB, prefix: 'fairs-' }, mongoUrl: MONGO })
    expect(placesOf(settings)).toEqual({
      log: 'esdb://one:2113,two:2113, streams fairs-…',
      views: 'mongodb://one,two/fairs',
    })
    expect(settingsFrom({ EVENTSTORE_URL: ESDB }).eventStore?.prefix).toBe('ledger-')
  })

  it.each([
    ['EVENTSTORE_URL', 'http://pat:s3cret@host', 'esdb:// or esdb+discover:// is expected'],
    ['EVENTSTORE_URL', 'esdb://', 'is expected'],
    ['EVENTSTORE_URL', 'esdb://pat:s3cret@host:port', 'port number is expected'],
    ['EVENTSTORE_URL', 'esdb://pat:s3cret@host?ttl=true', 'there is no option ttl; there are connectionName'],
    ['EVENTSTORE_URL', 'esdb://pat:s3cret@host?tlsVerifyCert=false', 'certificates are always verified'],
    ['EVENTSTORE_URL', 'esdb://pat:s3@cret@host', 'must be percent-encoded'],
    ['EVENTSTORE_URL', 'esdb://host?tls=true&tlsCAFile=/nowhere/ca.crt', 'Failed to load certificate file'],
    ['EVENTSTORE_PREFIX', '$fairs-', 'it begins with $'],
    ['MONGODB_URL', 'postgres://pat:s3cret@host/db', 'expected connection string to start with "mongodb://"'],
    ['MONGODB_URL', 'mongodb://pat:s3@cret@host', 'must be percent-encoded'],
    ['MONGODB_URL', 'mongodb://pat:s3/cret@host', 'unescaped characters'],
    ['MONGODB_URL', 'mongodb://pat:s3cret@host/?ttl=true', 'option ttl is not supported'],
    ['MONGODB_URL', 'mongodb://pat:s3cret@host/a.b', 'database names cannot contain'],
  ])('are refused where %s is %s', (name, value, why) => {
    const [problem, ...others] = problemsWith({ [name]: value })
    expect(others).toEqual([])
    expect(problem).toMatch(new RegExp(`^${name} must be such as `))
    expect(problem?.toLowerCase()).toContain(why.toLowerCase())
    for (const part of ['s3', 'cret']) expect(problem?.replace('/ca.crt', '')).not.toContain(part)
  })

  it('are refused all at once', () => {
    expect(problemsWith({ PORT: 'x', EVENTSTORE_URL: 'x', MONGODB_URL: 'x' })).toHaveLength(3)
  })
})

describe('the settings of checkpoints', () => {
  const WITNESS = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'

  it('say how often one is signed, who gets it, and whose countersignatures are taken', () => {
    expect(settingsFrom({}).proof).toEqual({
      checkpointEveryLeaves: 10_000,
      checkpointEveryMs: 60_000,
      witnessKeys: [],
    })
    const { proof } = settingsFrom({
      CHECKPOINT_EVENTS: '500',
      CHECKPOINT_SECONDS: '5',
      CHECKPOINT_FILE: '/srv/checkpoint',
      CHECKPOINT_WEBHOOK: 'https://witness.example/add-checkpoint',
      WITNESS_KEYS: `${WITNESS}, ${WITNESS}`,
    })
    expect(proof).toMatchObject({
      checkpointEveryLeaves: 500,
      checkpointEveryMs: 5_000,
      checkpointFile: '/srv/checkpoint',
      checkpointWebhook: 'https://witness.example/add-checkpoint',
    })
    expect(proof.witnessKeys.map(({ text }) => text)).toEqual([WITNESS, WITNESS])
  })

  it.each([
    ['CHECKPOINT_EVENTS', '0', 'a number from 1 to'],
    ['CHECKPOINT_EVENTS', 'many', 'a number from 1 to'],
    ['CHECKPOINT_SECONDS', '86401', 'a number from 1 to 86400'],
    ['CHECKPOINT_FILE', 'checkpoint', 'the whole path'],
    ['CHECKPOINT_WEBHOOK', 'ftp://witness.example', 'http:// or https://'],
    ['CHECKPOINT_WEBHOOK', 'witness', 'http:// or https://'],
    ['WITNESS_KEYS', WITNESS.replace('c7', 'c8'), 'is no verifier key'],
  ])('are refused where %s is %s', (name, value, why) => {
    expect(problemsWith({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}.*${why}`))])
  })
})
