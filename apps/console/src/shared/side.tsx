import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { texts } from '../texts'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What stands behind something, beside the screen that it was opened from. */
export const Side = ({ title, onClose, children }: Props) => (
  <Drawer
    opened
    onClose={onClose}
    title={title}
    position="right"
    size="lg"
    closeButtonProps={{ 'aria-label': texts.common.close }}
  >
    {children}
  </Drawer>
)
