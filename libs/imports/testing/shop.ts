/** A manifest of a shop with these files. */
export const shopManifest = (...files: readonly string[]): string =>
  `{ ledgerImport: 1, source: shop, zone: Europe/Vienna, currency: EUR, files: [${files.join(', ')}] }`

/** Its purchases, one a row: receipt, id, day, paid. */
export const sales = `{ path: sales.csv, rows: purchase, identity: [receipt],
  fields: { customer: 'c-{id}', at: day, revenue: paid } }`

/** The fairs that it goes to. */
export const fairs = `{ path: fairs.csv, rows: campaign,
  fields: { campaign: id, name: name, kind: { value: exhibition }, from: from, to: to, owner: { value: pat }, channel: { value: letter }, budget: { value: 0 } } }`
export const fairsCsv = 'id,name,from,to\nfair,Spring fair,2017-03-01,2017-03-03\n'
