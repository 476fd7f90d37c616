/** How a table of receipts, persons, days and amounts is brought in. */
export const manifest = {
  ledgerImport: 1,
  source: 'shop',
  zone: 'Europe/Vienna',
  currency: 'EUR',
  files: [{ rows: 'purchase', identity: ['receipt'], fields: { customer: 'c-{id}', at: 'day', revenue: 'paid' } }],
}

/** One row for each of so many people. */
export const salesOf = (rows: number): string =>
  `receipt,id,day,paid\n${Array.from({ length: rows }, (_, at) => `${at},${at},2018-01-02,10\n`).join('')}`
