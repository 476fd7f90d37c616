import { applyDecorators } from '@nestjs/common'
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger'

export class RecordedEventNote {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string

  @ApiProperty({ type: String, example: 'CampaignApproved' })
  type: string

  @ApiProperty({ type: 'integer' })
  revision: number
}

/** What a command recorded. */
export class CommandAnswer {
  @ApiProperty({ type: String, format: 'uuid' })
  commandId: string

  @ApiProperty({ type: Boolean, description: 'False where everything already was as the command wants it.' })
  changed: boolean

  @ApiProperty({ type: 'integer', description: 'The revision after the command; also the ETag.' })
  revision: number

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Ask views for `minPosition` of this to read your own write.',
  })
  position?: number

  @ApiProperty({ type: [RecordedEventNote] })
  events: RecordedEventNote[]
}

export class FieldErrorDocument {
  @ApiProperty({ type: String, example: 'plan.period.to' })
  field: string

  @ApiProperty({ type: String, example: 'must be a day of the calendar, such as 2027-02-28' })
  message: string
}

/** RFC 9457. */
export class ProblemDocument {
  @ApiProperty({ type: String, example: 'urn:campaign-ledger:problem:campaign-draft' })
  type: string

  @ApiProperty({ type: String })
  title: string

  @ApiProperty({ type: 'integer' })
  status: number

  @ApiProperty({ type: String, description: 'Stable; decide by it.', example: 'campaign-draft' })
  code: string

  @ApiProperty({ type: String, required: false })
  detail?: string

  @ApiProperty({ type: [FieldErrorDocument], required: false })
  errors?: FieldErrorDocument[]

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  details?: Record<string, unknown>
}

const problems: Readonly<Record<number, string>> = {
  400: 'The request cannot be taken; `errors` names the fields.',
  401: 'No valid token.',
  403: 'The roles of the token, or the four-eyes rule, do not allow it.',
  404: 'There is no such thing.',
  409: 'The rules refuse it now; `code` says why.',
  410: 'The personal data of this person were erased.',
  412: 'The revision is not the one in If-Match.',
  413: 'The body is too large.',
  415: 'Bodies of that type are not taken.',
  422: 'The key was used for another request, or the content names something that is not there.',
  503: 'Not now; Retry-After says when.',
}

/** The errors that an endpoint may answer with. */
export const ProblemResponses = (statuses: readonly number[] = Object.keys(problems).map(Number)) =>
  applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: problems[status]!,
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) } } },
      }),
    ),
  )

const EXPORTS = {
  'text/csv': { schema: { type: 'string' } },
  'application/x-ndjson': { schema: { type: 'string' } },
} as const

/** An answer that also leaves as a file, where the Accept header asks for one. What its JSON looks like is added from its type. */
export const ExportableResponse = (description: string) => ApiOkResponse({ description, content: EXPORTS })

export const COMMAND_HEADERS = [
  { name: 'Idempotency-Key', required: false, description: 'The same key and body get the first answer again.' },
  { name: 'If-Match', required: false, description: 'The ETag that you have seen; 412 where somebody was faster.' },
  { name: 'Ledger-Occurred-At', required: false, description: 'When it happened, where that is not now.' },
  { name: 'Ledger-Reason', required: false, description: 'Why, kept with the event for ever; percent-encoded UTF-8.' },
]

export const COMMAND_ANSWER_HEADERS = {
  ETag: { description: 'The revision after the command.', schema: { type: 'string' } },
  'Ledger-Position': { description: 'Where a view must have come to show it.', schema: { type: 'integer' } },
} as const
