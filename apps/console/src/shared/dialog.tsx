import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { texts } from '../texts'
import { Above, useLayer } from './layer'

const words = texts.dialog

interface Props {
  readonly title: string
  /** Whether something was typed: then Escape, a click beside and the cross ask before it is thrown away. */
  readonly isTyped?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog in the middle of the screen, for as long as it is shown. */
export function Dialog({ title, isTyped = false, onClose, children }: Props) {
  const { isTop, tell } = useLayer()
  const [leaving, setLeaving] = useState(false)
  return (
    <Above value={tell}>
      <Modal
        opened
        onClose={() => (isTyped ? setLeaving(true) : onClose())}
        closeOnEscape={isTop}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        {children}
        {leaving && <Leaving onStay={() => setLeaving(false)} onLeave={onClose} />}
      </Modal>
    </Above>
  )
}

interface LeavingProps {
  readonly onStay: () => void
  readonly onLeave: () => void
}

const Leaving = ({ onStay, onLeave }: LeavingProps) => (
  <Dialog title={words.leaving} onClose={onStay}>
    <Stack>
      <Text c="dimmed">{words.leavingAbout}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onStay} data-autofocus>
          {words.stay}
        </Button>
        <Button color="red" onClick={onLeave}>
          {words.leave}
        </Button>
      </Group>
    </Stack>
  </Dialog>
)
