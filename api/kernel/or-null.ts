import { z } from 'zod'

/**
 * A named schema, or null: OpenAPI says it as `anyOf`. `.nullable()` on a schema that has an id would make the name itself nullable, or an
 * `allOf` that no value fits, and the portals' types with it.
 */
export const orNull = <S extends z.ZodType>(schema: S) => z.union([schema, z.null()])
