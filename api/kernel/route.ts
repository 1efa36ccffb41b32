import type { z } from 'zod'
import type { Actor, DriverActor, StaffActor } from './access/roles.ts'
import type { ErrorCode } from './errors.ts'

/** Who may call at all; what exactly he may do is decided by the use case (kernel/access). */
export type Audience = 'anyone' | 'signed-in' | 'staff' | 'driver'

type ActorFor<A extends Audience> = A extends 'anyone'
  ? Actor | null
  : A extends 'staff'
    ? StaffActor
    : A extends 'driver'
      ? DriverActor
      : StaffActor | DriverActor

/** How often one caller may call: points per window, by session where there is one, else by address; `credentials` by whose they are. */
export type Limit = 'read' | 'write' | 'credentials' | 'public'

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export interface RouteInput<A extends Audience, P, Q, B> {
  readonly actor: ActorFor<A>
  readonly params: Parsed<P>
  readonly query: Parsed<Q>
  readonly body: Parsed<B>
  readonly session: SessionDoor
}

/** What a route may do to the caller's own session. */
export interface SessionDoor {
  readonly address: string
  begin(kind: 'staff' | 'driver', secret: string, expiresAt: Date): void
  end(kind: 'staff' | 'driver'): void
}

/** One address of the API: URL -> schema -> use case. The OpenAPI document is made from the same value. */
export interface Route<
  A extends Audience = Audience,
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  R extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Express style below /api: `/accidents/:id`. */
  readonly path: string
  /** Becomes the client's function name; unique. */
  readonly operationId: string
  readonly summary: string
  readonly tag: string
  readonly audience: A
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly status?: number
  /** What goes out; fields it does not name are dropped. */
  readonly reply?: R
  readonly errors?: readonly ErrorCode[]
  readonly limit?: Limit
  /** With `credentials`: the account that is tried (login name, phone). Left out, it is whoever is signed in. */
  readonly limitBy?: (body: Parsed<B>) => string
  /** The caller may send an Idempotency-Key: a repeated request gets the first answer. */
  readonly idempotent?: boolean
  handle(input: RouteInput<A, P, Q, B>): Promise<R extends z.ZodType ? z.input<R> : unknown>
}

/** Declares a route; exists for its types. */
export function route<
  A extends Audience,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(definition: Route<A, P, Q, B, R>): Route {
  return definition as unknown as Route
}
