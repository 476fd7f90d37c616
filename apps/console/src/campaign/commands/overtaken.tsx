import { Alert, Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Said } from '../../plan/said'
import { texts } from '../../texts'

const words = texts.conflict

interface Props {
  /** Both versions. */
  readonly children: ReactNode
  readonly onLooked: () => void
}

/** Somebody was faster: what they have done has to be looked at first. */
export const Overtaken = ({ children, onLooked }: Props) => (
  <Alert color="orange" role="alert" title={words.title}>
    <Stack gap="sm">
      <Text size="sm">{words.changedMeanwhile}</Text>
      {children}
      <Button variant="default" onClick={onLooked}>
        {words.looked}
      </Button>
    </Stack>
  </Alert>
)

interface BothProps {
  readonly name: string
  readonly before: string
  readonly now: string
}

/** What the two versions say of one thing. */
export const Both = ({ name, before, now }: BothProps) => (
  <div>
    <Text size="sm" fw={600}>
      {name}
    </Text>
    <Text size="sm" component="div">
      {words.before}: <Said text={before} mark="old" />
    </Text>
    <Text size="sm" component="div">
      {words.now}: <Said text={now} mark="new" />
    </Text>
  </div>
)
