// Whose side is shown? One's own shop, or that of a merchant for who deals with it: the server gives
// both the same, to the byte.
import { api, ok, type Schemas } from '@/api/client';

export type OwnAction = Schemas['OwnAction'];
export type OwnDecision = Schemas['OwnDecision'];
export type OwnAppeal = Schemas['OwnAppeal'];
export type OwnReason = Schemas['OwnReason'];
export type OwnSums = Schemas['OwnSums'];

export interface OwnPage<T> {
  items: T[];
  next: string | null;
}

export interface WhichActions {
  kind?: string;
  state?: 'in_force';
}

export interface OwnSource {
  sums: () => Promise<OwnSums>;
  actions: (after?: string, which?: WhichActions) => Promise<OwnPage<OwnAction>>;
  decisions: (after?: string) => Promise<OwnPage<OwnDecision>>;
  appeals: (after?: string) => Promise<OwnPage<OwnAppeal>>;
}

const limit = 50;

function mine(): OwnSource {
  const page = (after?: string) => ({ params: { query: { limit, after } } });
  return {
    sums: () => ok(api.GET('/v1/own/merchant')),
    actions: (after, which) =>
      ok(api.GET('/v1/own/actions', { params: { query: { limit, after, ...which } } })) as Promise<OwnPage<OwnAction>>,
    decisions: (after) => ok(api.GET('/v1/own/decisions', page(after))) as Promise<OwnPage<OwnDecision>>,
    appeals: (after) => ok(api.GET('/v1/own/appeals', page(after))) as Promise<OwnPage<OwnAppeal>>,
  };
}

/** Without a merchant: of who is signed in. */
export function ownSource(merchant?: string): OwnSource {
  if (!merchant) {
    return mine();
  }
  const path = { id: merchant };
  const page = (after?: string) => ({ params: { path, query: { limit, after } } });
  return {
    sums: () => ok(api.GET('/v1/merchants/{id}/own/merchant', { params: { path } })),
    actions: (after, which) =>
      ok(api.GET('/v1/merchants/{id}/own/actions', { params: { path, query: { limit, after, ...which } } })) as Promise<OwnPage<OwnAction>>,
    decisions: (after) => ok(api.GET('/v1/merchants/{id}/own/decisions', page(after))) as Promise<OwnPage<OwnDecision>>,
    appeals: (after) => ok(api.GET('/v1/merchants/{id}/own/appeals', page(after))) as Promise<OwnPage<OwnAppeal>>,
  };
}
