/** The key of an act, where the client's types want it. */
export const keyed = (headers: { readonly 'idempotency-key': string }): { readonly 'Idempotency-Key': string } => ({ 'Idempotency-Key': headers['idempotency-key'] })
