import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Timeline } from '../audit/timeline/timeline'
import { useMay } from '../api/session'
import { AskingButton } from '../shared/asking'
import { Card } from '../shared/card'
import { texts } from '../texts'

const words = texts.policies

interface Props {
  readonly title: string
  /** What it decides. */
  readonly about: string
  /** As histories call it: `churn-days`. */
  readonly subject: string
  readonly version: number
  /** What asks for another one. */
  readonly dialog: (close: () => void) => ReactNode
  /** What is in force. */
  readonly children: ReactNode
}

/** A policy in force, how it may be changed, and every decision about it with its reason. */
export function InForce({ title, about, subject, version, dialog, children }: Props) {
  const maySet = useMay('set-policy')
  const change = maySet && (
    <AskingButton label={words.change} name={`${words.change}: ${title}`}>
      {dialog}
    </AskingButton>
  )
  return (
    <div className="wide-parts">
      <Card title={title} aside={change}>
        <Stack gap="xs">
          <Text c="dimmed">{about}</Text>
          {children}
          <Text size="sm" c="dimmed">
            {version === 0 ? words.builtIn : words.version(version)}
            {!maySet && ` ${words.whoMay}`}
          </Text>
        </Stack>
      </Card>
      <Card title={words.history}>
        <Timeline wanted={{ subject: `policy/${subject}`, order: 'newest' }} />
      </Card>
    </div>
  )
}
