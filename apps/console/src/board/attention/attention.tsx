import { Badge, Group, VisuallyHidden } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { Link } from 'wouter'
import styles from '../board.module.css'
import type { Need } from './needs'

/** What needs somebody in a campaign; each leads to where something can be done about it. */
export function Attention({ needs }: { readonly needs: readonly Need[] }) {
  if (needs.length === 0) return undefined
  return (
    <Group gap={4}>
      {needs.map(({ said, about, to }) => (
        <Badge
          key={said}
          component={Link}
          href={to}
          className={styles['mark']}
          color="orange"
          variant="light"
          c="var(--mantine-color-text)"
          tt="none"
          radius="sm"
          h="auto"
          mih={24}
          styles={{ label: { whiteSpace: 'normal' } }}
          leftSection={<IconAlertCircle size={13} aria-hidden />}
          {...(about === undefined ? {} : { title: about })}
        >
          {said}
          {about !== undefined && <VisuallyHidden>. {about}</VisuallyHidden>}
        </Badge>
      ))}
    </Group>
  )
}
