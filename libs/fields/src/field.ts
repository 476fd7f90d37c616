import { ApiProperty } from '@nestjs/swagger'
import type { ApiPropertyOptions } from '@nestjs/swagger'
import { IsOptional, ValidateBy } from 'class-validator'
import type { ValidationOptions } from 'class-validator'

/** What every field may say of itself. */
export interface FieldOptions {
  /** May be left out (or null). */
  readonly optional?: boolean
  /** One sentence for whoever reads the API's documentation. */
  readonly about?: string
  readonly example?: unknown
}

/**
 * A field of a command or a question: its rules and its place in the OpenAPI document, declared once.
 * @param schema JSON Schema of the value, as OpenAPI 3.1 has it.
 * @param rules class-validator decorators.
 */
export function field(schema: object, rules: readonly PropertyDecorator[], options: FieldOptions): PropertyDecorator {
  const { optional = false, about, example } = options
  const documented = {
    ...schema,
    required: !optional,
    ...(about === undefined ? {} : { description: about }),
    ...(example === undefined ? {} : { example }),
  } as ApiPropertyOptions
  const all = [ApiProperty(documented), ...(optional ? [IsOptional()] : []), ...rules]
  return (target, property) => {
    for (const decorate of all) decorate(target, property)
  }
}

/** A rule of our own: what must hold, and what to say where it does not. */
export const rule = (
  name: string,
  message: string,
  holds: (value: unknown) => boolean,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    { name, validator: { validate: holds, defaultMessage: (args) => `${args?.property ?? 'value'} ${message}` } },
    options,
  )
