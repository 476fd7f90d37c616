import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable, StreamDeleted, UnknownPosition, WrongExpectedVersion } from '../event-store.js'
import { Channel } from './channel.js'
import { ofItsOwn } from './connections.js'
import { failureOf, isPassing } from './failure.js'
import { positionOf } from './recorded.js'
import { StreamNames } from './stream-names.js'

/** As gRPC gives it: most say nothing in their message. */
const callFailed = (code: number, details = '', metadata: Record<string, string> = {}) =>
  Object.assign(new Error(''), { code, details, metadata: { getMap: () => metadata } })

describe('a failure of EventStoreDB', () => {
  it.each([
    [14, 'connect ECONNREFUSED', 'the server is not reachable: connect ECONNREFUSED', true],
    [14, 'No connection established. Resolution note: ', 'not reachable: No connection established', true],
    [14, '', 'the server is not reachable', true],
    [13, '', 'the connection broke', true],
    [4, '', 'the server did not answer in time', true],
    [2, 'Server Is Not Ready', 'the call failed with code 2: Server Is Not Ready', true],
    [16, 'Authentication Failed', 'the server does not accept this user name and password', false],
    [7, 'Access Denied', 'the server does not allow this user to do that', false],
    [12, '', 'EventStoreDB 21.10 or newer is needed', false],
  ])('puts code %d (%s) in words', (code, details, words, passing) => {
    const failure = failureOf(callFailed(code, details))
    expect(failure).toBeInstanceOf(StoreUnavailable)
    expect(failure.message).toContain(`event store: `)
    expect(failure.message).toContain(words)
    expect(isPassing(failure)).toBe(passing)
  })

  it('says that a node is not the leader, and asks again: the client has gone to the leader by then', () => {
    const failure = failureOf(callFailed(5, '', { exception: 'not-leader', 'leader-endpoint-host': 'two' }))
    expect(failure.message).toBe('event store: the node is not the leader of its cluster')
    expect(isPassing(failure)).toBe(true)
  })

  it.each(['access-denied'])('takes the exception %s for what it is, whatever the code', (exception) => {
    expect(isPassing(failureOf(callFailed(2, '', { exception })))).toBe(false)
  })

  it('names the stream that was deleted', () => {
    const failure = failureOf(callFailed(9, '', { exception: 'stream-deleted', 'stream-name': 'ledger-campaign-1' }))
    expect(failure).toBeInstanceOf(StreamDeleted)
  })

  it.each(['Unexpected ReadAllResult: InvalidPosition', 'Trying to read from an invalid position.'])(
    'finds an unknown position in «%s»',
    (details) => expect(failureOf(callFailed(3, details))).toBeInstanceOf(UnknownPosition),
  )

  it('leaves alone what is in the words of the port', () => {
    const conflict = new WrongExpectedVersion('campaign-1', 3)
    expect(failureOf(conflict)).toBe(conflict)
    expect(isPassing(conflict)).toBe(false)
  })

  it('does not know what became of an append where the client says something of its own', () => {
    expect(isPassing(failureOf(new Error('Failed to discover after 10 attempts.')))).toBe(true)
  })
})

describe('a connection of its own', () => {
  it.each([
    ['esdb://a:1,b:2', 'esdb://a:1,b:2?keepAliveTimeout=10003'],
    ['esdb://host?tls=false', 'esdb://host?tls=false&keepAliveTimeout=10003'],
    ['esdb://host?KeepAliveTimeout=20000&tls=false', 'esdb://host?tls=false&keepAliveTimeout=20003'],
    ['esdb://host?tls=false&keepAliveTimeout=20000', 'esdb://host?tls=false&keepAliveTimeout=20003'],
    ['esdb://host?keepAliveTimeout=-1', 'esdb://host?keepAliveTimeout=10003'],
  ])('is asked for by options that no other one has: %s', (url, own) => expect(ofItsOwn(url, 3)).toBe(own))
})

describe('what EventStoreDB cannot be asked for', () => {
  it.each(['http://host', 'esdb://', 'esdb://admin:secret@host:port'])('refuses the connection string %s', (url) => {
    expect(() => Channel.to(url)).toThrow('event store: the connection string is not understood')
    expect(() => Channel.to(url)).not.toThrow('secret')
  })

  it.each(['', '$ledger-', 'half-\ud800', 'nul\0'])('refuses the prefix %j', (prefix) => {
    expect(() => new StreamNames(prefix)).toThrow(StoreUnavailable)
  })

  it('refuses positions that one number cannot keep', () => {
    expect(positionOf('2071', '2071')).toBe(2071)
    expect(() => positionOf('2071', '2070')).toThrow('commit 2071 / prepare 2070')
    expect(() => positionOf('9007199254740993', '9007199254740993')).toThrow(StoreUnavailable)
  })
})
