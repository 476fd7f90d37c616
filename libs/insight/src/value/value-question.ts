import { applyDecorators } from '@nestjs/common'
import { ApiQuery } from '@nestjs/swagger'
import { Customer } from '@ledger/customers'
import { FreshnessQuestion, freshened, fromMoment, knownAsked, KnownQuestion } from '@ledger/http'
import type { View } from '@ledger/read-store'
import type { Vantage, Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { customerContracts } from './contracts.js'
import { purchaseYears } from './purchase-years.js'

/** The views that questions about value are answered from. */
const valueViews = [purchaseYears, customerContracts] as unknown as readonly View[]

/** The parameters that every question about value takes. */
export const ValueQuestion = () =>
  applyDecorators(
    KnownQuestion(),
    ApiQuery({
      name: 'asOf',
      required: false,
      schema: { type: 'string', format: 'date' },
      description: 'The end of this day; today (UTC) where nothing is said.',
    }),
    ApiQuery({
      name: 'since',
      required: false,
      schema: { type: 'string', format: 'date' },
      description: 'Value over a window that begins on this day: what was bought before it is not looked at.',
    }),
    ApiQuery({ name: 'value', required: false, enum: ['revenue', 'profit'] }),
    ApiQuery({
      name: 'currency',
      required: false,
      schema: { type: 'string' },
      description: 'Needed where there are several.',
    }),
    ApiQuery({
      name: 'cuts',
      required: false,
      schema: { type: 'string' },
      example: 'rank:0.2,0.5,0.8',
      description:
        'Where A, B and C end, instead of the policy in force: `rank:0.2,0.5,0.8` or `cumulative-share:0.5,0.8,0.95` (rising, to 1), or `amount:100000,50000,10000` (falling, in the smallest unit).',
    }),
    FreshnessQuestion(),
  )

/** What of the past questions about value need: what every customer bought and signed. */
export const valueNeeds = { name: 'value', streamPrefixes: [Customer.stream({ customer: '' })], views: valueViews }

/** Answers a question about value from what was known at the moment that it names. @throws ProblemException */
export const fromKnown = (
  vantages: Vantages,
  query: Readonly<Record<string, string>>,
  reply: FastifyReply,
  work: (vantage: Vantage) => Promise<void>,
): Promise<void> =>
  fromMoment(vantages, knownAsked(query), valueNeeds, reply, async (vantage) => {
    await freshened(vantage, valueViews, query.minPosition)
    await work(vantage)
  })
