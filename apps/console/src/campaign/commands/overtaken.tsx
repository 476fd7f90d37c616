import { Alert, Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
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
