import { Alert, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Card } from '../../shared/card'
import { count, duration, momentOf } from '../../shared/format'
import { imports } from '../../texts/imports'
import type { Upload, Work } from '../use-imports'
import { cameOf } from './came'
import type { Came } from './came'
import { Rejects } from './rejects'
import { CountsOf } from './under-way'

const words = imports.work

interface Props {
  readonly upload: Upload
  readonly work: Work
  /** What can be done now. */
  readonly children?: ReactNode
}

/** What came of a dry run or an import: in a sentence, in figures, and row by row where something was rejected. */
export function Outcome({ upload, work, children }: Props) {
  const { kind, state, counts, failure, endedAt, startedAt, requestedAt, tries } = work
  const came = cameOf(work)
  const took = duration(Date.parse(endedAt ?? requestedAt) - Date.parse(startedAt ?? requestedAt))
  return (
    <>
      <Card>
        <Stack gap="md">
          <Alert color={colors[came]} role="status" title={said(kind, came, counts.rejected)}>
            {failure?.message ?? (endedAt !== undefined && words.ended(momentOf(endedAt), took))}
          </Alert>
          <CountsOf kind={kind} counts={counts} isEnded={state === 'finished'} />
          {tries > 1 && <Text size="sm">{words.tries}</Text>}
          {children}
        </Stack>
      </Card>
      {counts.rejected > 0 && <Rejects upload={upload} work={work} />}
    </>
  )
}

const colors: Readonly<Record<Came, string>> = {
  good: 'teal',
  already: 'teal',
  none: 'orange',
  some: 'orange',
  nothing: 'red',
  failed: 'red',
  cancelled: 'orange',
}

function said(kind: Work['kind'], came: Came, rejected: number): string {
  const known = words[kind]
  return came === 'some' ? known.some(count(rejected)) : known[came]
}
