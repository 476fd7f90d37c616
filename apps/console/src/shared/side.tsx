import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { texts } from '../texts'
import { Above, useLayer } from './layer'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What stands behind something, beside the screen that it was opened from. */
export function Side({ title, onClose, children }: Props) {
  const { isTop, tell } = useLayer()
  return (
    <Above value={tell}>
      <Drawer
        opened
        onClose={onClose}
        closeOnEscape={isTop}
        title={title}
        position="right"
        size="lg"
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        {children}
      </Drawer>
    </Above>
  )
}
