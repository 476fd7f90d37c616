/** What was bought, and how much of it. */
export interface Product {
  readonly product: string
  readonly quantity: number
}

/** A row's products, each with the row's quantity. */
export function withProducts({
  quantity = 1,
  ...values
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const products = values['products'] as readonly string[] | undefined
  if (products === undefined) return values
  return {
    ...values,
    products: unitedProducts(
      [],
      products.map((product) => ({ product, quantity: quantity as number })),
    ),
  }
}

/** Each product once, in the order in which they came. */
export function unitedProducts(one: readonly Product[], other: readonly Product[]): readonly Product[] {
  const quantities = new Map(one.map(({ product, quantity }) => [product, quantity]))
  for (const { product, quantity } of other) quantities.set(product, (quantities.get(product) ?? 0) + quantity)
  return [...quantities].map(([product, quantity]) => ({ product, quantity }))
}
