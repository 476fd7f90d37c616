import { Readable } from 'node:stream'
import { applyDecorators } from '@nestjs/common'
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger'
import { problem } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { LARGEST_UPLOAD_BYTES, tooLarge } from '@ledger/imports'

/** What a file may be sent as. What is in it is found by its content. */
export const UPLOAD_TYPES = ['text/csv', 'application/x-ndjson', 'application/gzip', 'application/octet-stream']

/** The address that takes files. */
export const isUploadAddress = (url: string | undefined): boolean => url === '/v1/imports'

/** A file as it is, with the header that lets it be sent again. */
export const UploadBody = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes(...UPLOAD_TYPES),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary' } }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key and file is the same import.',
    }),
  )

/**
 * The bytes of a file as they come.
 * @throws ProblemException 415 where it is no file, 413; 400 in the middle where the request ends before its time
 */
export function uploadOf({ body, headers }: AuthenticatedRequest): AsyncIterable<Buffer> {
  if (!(body instanceof Readable))
    throw problem(415, 'media-type-not-supported', `A file is taken as ${UPLOAD_TYPES.join(', ')}`)
  if (Number(headers['content-length'] ?? 0) > LARGEST_UPLOAD_BYTES) throw tooLarge(LARGEST_UPLOAD_BYTES)
  return whole(body)
}

async function* whole(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield chunk as Buffer
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw problem(400, 'malformed-request', 'The request ended before its body did')
    throw error
  }
}
