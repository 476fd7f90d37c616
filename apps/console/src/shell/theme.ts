import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  autoContrast: true,
  respectReducedMotion: true,
  components: {
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    // The page has one banner; the head of a dialog is none.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
  },
  fontFamily: 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.625rem' }, h2: { fontSize: '1.125rem' } } },
})

/** Quiet texts that are still easy to read (AA), and a page that lifts its cards. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#525a65',
    '--mantine-color-placeholder': '#646c76',
    '--mantine-color-error': '#c92a2a',
    '--page': '#f4f6fa',
    '--card': '#ffffff',
    '--line': '#dfe3ea',
    '--edge': '#7a8494',
    '--was': '#fdeadb',
    '--is': '#dcf2e7',
    '--good': '#0a7d55',
    '--past': '#fff3d6',
    '--past-line': '#b7791f',
  },
  dark: {
    '--mantine-color-text': '#e6e8ec',
    '--mantine-color-dimmed': '#a9b0bb',
    '--mantine-color-placeholder': '#959da8',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-body': '#14171c',
    '--page': '#14171c',
    '--card': '#1c2027',
    '--line': '#2f353f',
    '--edge': '#000000',
    '--was': '#43301f',
    '--is': '#163d30',
    '--good': '#3ecf9a',
    '--past': '#3a2f14',
    '--past-line': '#d6a536',
  },
})
