import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { texts } from '../texts'
import { Dialog } from './dialog'

interface Props {
  readonly title: string
  readonly about: string
  /** What the button says that does it. */
  readonly label: string
  /** What the way out says where “Cancel” could be taken for the deed itself. */
  readonly keep?: string
  readonly error: Error | null
  readonly isPending: boolean
  readonly onYes: () => void
  readonly onClose: () => void
  /** Whether something was typed into what is asked for beside. */
  readonly isTyped?: boolean
  /** What is asked for beside. */
  readonly children?: ReactNode
}

interface ButtonProps {
  /** What the button says, and what it is called where there are several. */
  readonly label: string
  readonly name: string
  readonly disabled?: boolean
  /** What then asks; it is told how to close. */
  readonly children: (close: () => void) => ReactNode
}

/** A small button for what asks first. */
export function AskingButton({ label, name, disabled = false, children }: ButtonProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        className="no-print"
        aria-label={name}
        disabled={disabled}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      {asking && children(() => setAsking(false))}
    </>
  )
}

/** Asks before something is done that cannot be undone. */
export const Asking = ({ title, about, label, keep, error, isPending, onYes, onClose, isTyped, children }: Props) => (
  <Dialog {...{ title, onClose }} isTyped={isTyped ?? false}>
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onYes()
      }}
    >
      <Stack>
        <Text c="dimmed" className="anywhere">
          {about}
        </Text>
        {error && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {keep ?? texts.common.cancel}
          </Button>
          <Button type="submit" color="red" loading={isPending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  </Dialog>
)
