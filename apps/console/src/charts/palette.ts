import { useComputedColorScheme } from '@mantine/core'

/** Colours of charts. Told apart by lightness too, so that nobody needs to see hues. */
export interface Palette {
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly card: string
  /** The one that says most. */
  readonly main: string
  /** Of things beside each other. */
  readonly series: readonly string[]
  /** From little to much. */
  readonly scale: readonly string[]
  readonly tiers: Readonly<Record<'A' | 'B' | 'C' | 'D' | 'none', string>>
}

const light: Palette = {
  text: '#1f2430',
  quiet: '#525a65',
  line: '#dfe3ea',
  card: '#ffffff',
  main: '#4263eb',
  series: ['#364fc7', '#f08c00', '#099268', '#c2255c', '#748ffc', '#5c3d00', '#63e6be', '#f783ac'],
  scale: ['#edf2ff', '#fcc419', '#d9480f', '#5f0f00'],
  tiers: { A: '#2b3f9e', B: '#4c6ef5', C: '#91a7ff', D: '#bac8ff', none: '#adb5bd' },
}

const dark: Palette = {
  text: '#e6e8ec',
  quiet: '#a9b0bb',
  line: '#2f353f',
  card: '#1c2027',
  main: '#748ffc',
  series: ['#91a7ff', '#ffc078', '#38d9a9', '#f783ac', '#4c6ef5', '#e8590c', '#087f5b', '#a61e4d'],
  scale: ['#262b36', '#9c5d00', '#f76707', '#ffe8cc'],
  tiers: { A: '#dbe4ff', B: '#91a7ff', C: '#5c7cfa', D: '#3b4fb0', none: '#868e96' },
}

export const usePalette = (): Palette => (useComputedColorScheme() === 'dark' ? dark : light)
