import { describe, expect, it } from '@jest/globals'
import { MongoNetworkError, MongoRuntimeError, MongoServerError } from 'mongodb'
import { StoreUnavailable } from '../event-store.js'
import { asked } from './failure.js'

const failing = (error: unknown) => asked(() => Promise.reject(error as Error))
const ofNode = (code: string, message: string) => Object.assign(new Error(message), { code })

describe('a failure of MongoDB', () => {
  it.each([
    [new MongoNetworkError('read ECONNRESET'), 'MongoDB: the connection was lost (read ECONNRESET)'],
    [new MongoServerError({ message: 'x', code: 18 }), 'MongoDB: user name or password was not accepted'],
    [new MongoServerError({ message: 'x', code: 189 }), 'MongoDB: the primary stepped down'],
    [new MongoRuntimeError('something of its own'), 'MongoDB: something of its own'],
    // What a socket says that has ended a moment before something is written to it.
    [ofNode('EPIPE', 'This socket has been ended'), 'MongoDB: the connection was lost (This socket has been ended)'],
    [ofNode('ERR_STREAM_DESTROYED', 'destroyed'), 'MongoDB: the connection was lost (destroyed)'],
    [ofNode('ENOTFOUND', 'getaddrinfo'), 'MongoDB: the connection was lost (getaddrinfo)'],
  ])('is that the store cannot be used: %s', async (error, words) => {
    await expect(failing(error)).rejects.toMatchObject({ name: StoreUnavailable.name, message: words, cause: error })
  })

  it.each([new TypeError('x is undefined'), ofNode('ERR_INVALID_ARG_TYPE', 'no number')])(
    'is not what is wrong in the program itself: %s',
    (error) => expect(failing(error)).rejects.toBe(error),
  )

  it('is, too, that nothing comes back at all', async () => {
    const lost = asked(() => new Promise(() => undefined), 20)
    await expect(lost).rejects.toMatchObject({
      name: StoreUnavailable.name,
      message: 'MongoDB: no answer within 20 ms',
    })
  })
})
