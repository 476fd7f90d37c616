/** The nonce of this answer, under which alone styles may be made. Browsers show it to scripts of the page only. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// Libraries that lock the scrolling behind a dialog look for it here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })
