import { useMediaQuery } from '@mantine/hooks'

/** Whether there is no more than the width of a phone. */
export const useNarrow = (): boolean =>
  useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
