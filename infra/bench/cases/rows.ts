import { casesPer, chosen, districts, insurers, oldStates, openStates } from './population.ts'

/**
 * The made-up cases as SQL: for each table one statement that inserts the rows of the cases from $1 to $2. Case n is drawn from its number alone, so that
 * the same cases come out every time.
 */

const yearMs = 365 * 24 * 3_600_000
export const spanMs = 3 * yearMs

/** Functions of this session. `draw`: an even number of [0, 1) from a number and a salt. Ids are version 7: their first 48 bits tell the time. */
export const functions = `
create function pg_temp.draw(n bigint, salt bigint) returns float8 language sql immutable
  return (hashint8extended(n, salt) & 2147483647) / 2147483648.0;
create function pg_temp.id_at(ms bigint, n bigint, salt bigint) returns uuid language sql immutable
  return (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n || ':' || salt), 1, 3) || '8' || substr(md5(n || ':' || salt), 5, 15))::uuid;
create function pg_temp.id_of(n bigint, salt bigint) returns uuid language sql immutable return pg_temp.id_at(1577836800000 + n, n, salt);
-- Rush hours: more in the middle of the day than at night.
create function pg_temp.reported_ms(n bigint, cases bigint, newest bigint) returns bigint language sql immutable
  return (select (even + 10800000 * sin(2 * pi() * (even / 86400000.0)))::bigint
    from (select newest - 10800000 - (${spanMs}::float8 * (cases - n) / cases) as even) as evenly);
create function pg_temp.plate(n bigint) returns text language sql immutable
  return case when pg_temp.draw(n, 21) < 0.85 then '黑E' else (array['黑A', '黑B', '吉A', '辽A', '京N', '蒙E'])[1 + floor(pg_temp.draw(n, 22) * 6)::int] end
    || (select string_agg(substr('0123456789012345678901234567890123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + floor(pg_temp.draw(n, 30 + place) * 64)::int, 1), '' order by place)
        from generate_series(1, 5) place);
`

const share = (salt: number) => `pg_temp.draw(n, ${salt})`

/**
 * $1 first, $2 last, $3 how many in all, $4 newest moment (ms), $5 surveyors, $6 officers (uuid[]). Kept for the session: every table is
 * made from it.
 */
export const draft = `
create temp table drafted as
with numbers as (select n, pg_temp.reported_ms(n, $3, $4) as ms from generate_series($1::bigint, $2::bigint) n),
     told as (select *, pg_temp.id_at(ms, n, 1) as id, to_timestamp(ms / 1000.0) as at,
       ${chosen(districts, share(2))} as district,
       case when ms > $4 - 7 * 86400000::bigint then ${chosen(openStates, share(3))} else ${chosen(oldStates, share(3))} end as state,
       ${chosen(insurers, share(4))} as insurer_a, ${chosen(insurers, share(5))} as insurer_b,
       pg_temp.id_of(floor(${share(6)} * greatest(2, $3 / ${casesPer.driver}))::bigint, 60) as driver_a,
       pg_temp.id_of(floor(${share(7)} * greatest(2, $3 / ${casesPer.driver}))::bigint, 60) as driver_b,
       ${share(8)} < 0.85 as agreed, ${share(13)} < 0.3 as looked_at,
       floor(${share(9)} * $3 / ${casesPer.vehicle})::bigint as vehicle_a, floor(${share(10)} * $3 / ${casesPer.vehicle})::bigint as vehicle_b,
       ($5::uuid[])[1 + floor(${share(11)} * cardinality($5::uuid[]))::int] as surveyor,
       ($6::uuid[])[1 + floor(${share(12)} * cardinality($6::uuid[]))::int] as officer
     from numbers)
select *, at - (120 + floor(${share(14)} * 1200)) * interval '1 second' as occurred,
  state in ('countersigning', 'signing', 'claiming', 'settled', 'closed') and agreed as decided,
  state in ('claiming', 'settled', 'closed') and agreed as in_force
from told`

const said = `{"X01":"no","X02":"no","X03":"no","X04":"no","X05":"no","X06":"no","X07":"no","X08":"no","X09":"no","Y01":"no","Y02":"no"}`
const shots = JSON.stringify(
  [
    ['front-overview', null],
    ['rear-overview', null],
    ['contact-close-up', 'A-B'],
    ['plate', 'A'],
    ['plate', 'B'],
  ].map(([shot, subject]) => ({ shot, subject, accepted: true })),
)
const decision = JSON.stringify({
  contacts: [
    {
      id: 'A-B',
      form: 'rear-end',
      parts: { A: 'front', B: 'rear' },
      shares: [
        { side: 'A', kind: 'full', percent: 100 },
        { side: 'B', kind: 'none', percent: 0 },
      ],
      accidentReason: null,
    },
  ],
  reason: null,
  mutualClaim: null,
})
const proposal = JSON.stringify([
  {
    contactId: 'A-B',
    outcome: 'proposed',
    needsOfficer: false,
    why: [],
    findings: [{ code: 'L01', faultPartyId: 'A', standing: 'established', notes: [] }],
    codes: ['L01'],
    articles: [],
    missing: [],
    suggestions: [],
    shares: [
      { partyId: 'A', kind: 'full', percent: 100 },
      { partyId: 'B', kind: 'none', percent: 0 },
    ],
    reason: { zh: '后车追尾', en: 'the car behind ran into the one in front' },
  },
])
const sides = ['a', 'b'] as const
const sideLosses = sides
  .map(
    (
      side,
    ) => `jsonb_build_object('side', '${side.toUpperCase()}', 'plateNumber', pg_temp.plate(vehicle_${side}), 'plateKind', '02', 'insurerId', insurer_${side},
      'liability', '${side === 'a' ? 'full' : 'none'}', 'sharePercent', ${side === 'a' ? 100 : 0}, 'lossCents', 200000, 'lossStated', true, 'notes', '[]'::jsonb)`,
  )
  .join(', ')
const lines = JSON.stringify([
  {
    from: 'A',
    to: 'B',
    cover: 'compulsory',
    amountCents: 200_000,
    advanced: false,
    note: { zh: '交强险', en: 'compulsory' },
  },
])

const eachSide = `cross join lateral (values ('A', 1, driver_a, vehicle_a, insurer_a), ('B', 2, driver_b, vehicle_b, insurer_b)) side (side, nth, driver, vehicle, insurer)`
const later = (minutes: number) => `at + interval '${minutes} minutes'`
const idLater = (minutes: number, salt: number | string) => `pg_temp.id_at(ms + ${minutes * 60_000}, n, ${salt})`

/** In the order in which they refer to each other. */
export const tables: Readonly<Record<string, string>> = {
  accident: `
insert into accident (id, number, state, version, "cityCode", "districtCode", "occurredAt", "reportedAt", "placeText", lon, lat, datum, "accuracyM", "roadKind", weather,
  situation, screening, route, "routeReasons", "ruleSetVersion", "reporterDriverId", "partyDriverIds", "insurerIds", "surveyorId", "officerId", shots,
  "clearedAt", "closedAt", "dueAt")
select id, district || to_char(at at time zone 'Asia/Shanghai', 'YYYYMMDD') || lpad(n::text, 6, '0'), state, 9, '230600', district, occurred, at,
  '纬' || (1 + n % 30) || '路与经' || (1 + n % 17) || '街路口东侧' || (10 + n % 90) || '米', 125.1, 46.59, 'WGS-84', 12,
  'urban', 'clear', 'two-car', '${said}', 'A', '[]', 'made-up', driver_a, array[driver_a, driver_b], array(select distinct unnest(array[insurer_a, insurer_b])),
  case when decided or state = 'deciding' and agreed then surveyor end,
  case when state = 'with-officer' or not agreed and state = 'closed' then officer end, '${shots}', ${later(10)},
  case when state in ('closed', 'withdrawn') then ${later(600)} end, case when state not in ('closed', 'withdrawn') then ${later(4320)} end
from drafted`,
  vehicle: `
insert into vehicle (id, "accidentId", side, "plateNumber", "plateKind", "vehicleKind", brand, colour, "ownerName", "inspectionUntil", "insurerId", policies, "registryState")
select pg_temp.id_at(ms, n, 100 + nth), id, side, pg_temp.plate(vehicle), '02', '小型轿车', '解放', '白', '王建国', '2099-12-31', insurer, null, 'found'
from drafted ${eachSide}`,
  party: `
insert into party (id, "accidentId", side, "driverId", name, phone, "licenceNumber", "licenceState", statement, "statementAt", "lossCents", "joinedAt", "consentAt")
select pg_temp.id_at(ms, n, 110 + nth), id, side, driver, '王建国', '13900000000', '230602198001010011', 'valid', '我在中三路由西向东行驶，前车减速等灯时发生碰撞。',
  ${later(20)}, 200000, ${later(5)}, ${later(20)}
from drafted ${eachSide}`,
  officer_order: `
insert into officer_order (id, "accidentId", "districtCode", reason, "requestedBy", state, "officerId", "createdAt", "acceptedAt")
select ${idLater(15, 120)}, id, district, '对方不同意协商', 'driver', case when ms > $1 - 86400000::bigint then 'open' else 'accepted' end,
  case when ms > $1 - 86400000::bigint then null else officer end, ${later(15)}, case when ms > $1 - 86400000::bigint then null else ${later(20)} end
from drafted where not agreed`,
  determination: `
insert into determination (id, "accidentId", revision, kind, state, mandate, "ruleSetVersion", "districtCode", "decidedByKind", "decidedById", proposal, decision,
  "departsFromProposal", "issuedAt", "inForceAt", "dueAt")
select ${idLater(40, 130)}, id, 1, 'agreement', case when in_force then 'in-force' else 'signing' end, 'issue', 'made-up', district, 'surveyor', surveyor,
  '${proposal}', '${decision}', false, ${later(40)}, case when in_force then ${later(60)} end, case when not in_force then ${later(1440)} end
from drafted where decided`,
  document: `
insert into document (id, "determinationId", "accidentId", kind, number, sha256, "objectKey", bytes, pages, "checkCode", "createdAt")
select ${idLater(41, 140)}, ${idLater(40, 130)}, id, 'agreement', 'M' || lpad(n::text, 12, '0'), encode(sha256(n::text::bytea), 'hex'), 'made-up/' || n, 9000, 1,
  upper(lpad(n::text, 16, '0')), ${later(41)}
from drafted where decided`,
  signature: `
insert into signature (id, "determinationId", "partyId", side, "driverId", kind, "documentSha256", strokes, "signedAt")
select pg_temp.id_at(ms + 3000000, n, 150 + nth), ${idLater(40, 130)}, pg_temp.id_at(ms, n, 110 + nth), side, driver, 'signed', encode(sha256(n::text::bytea), 'hex'), '[]', ${later(50)}
from drafted ${eachSide} where in_force`,
  settlement: `
insert into settlement (id, "accidentId", "determinationId", "ruleSetVersion", "mutualClaim", losses, lines, "totalCents", "createdAt")
select ${idLater(61, 160)}, id, ${idLater(40, 130)}, 'made-up', false, jsonb_build_object('sides', jsonb_build_array(${sideLosses}), 'notes', '[]'::jsonb), '${lines}', 200000, ${later(61)}
from drafted where in_force`,
  claim: `
insert into claim (id, "settlementId", "accidentId", "districtCode", "insurerId", state, "claimNumber", attempts, "createdAt", "dueAt", "answeredAt")
select pg_temp.id_at(ms + 3660000, n, 170 + nth), ${idLater(61, 160)}, id, district, insurer, case when state = 'claiming' then 'pending' when ${share(15)} < 0.01 then 'rejected' else 'accepted' end,
  case when state = 'claiming' then null else 'C' || n end, 1, ${later(61)}, case when state = 'claiming' then ${later(120)} end, case when state = 'claiming' then null else ${later(62)} end
from drafted ${eachSide} where in_force and (nth = 1 or insurer_a <> insurer_b)`,
  review: `
insert into review (id, "accidentId", "determinationId", "districtCode", state, flags, sampled, "decidedById", "reviewerId", outcome, "createdAt", "dueAt", "closedAt")
select ${idLater(62, 180)}, id, ${idLater(40, 130)}, district, case when state = 'closed' then 'confirmed' else 'open' end,
  case when ${share(16)} < 0.4 then array['departs-from-proposal'] else '{}' end, ${share(16)} >= 0.4, surveyor, case when state = 'closed' then officer end,
  case when state = 'closed' then 'confirmed' end, ${later(62)}, ${later(4320)}, case when state = 'closed' then ${later(600)} end
from drafted where state in ('settled', 'closed') and decided and looked_at`,
  audit_event: `
insert into audit_event (stream, seq, at, action, "actorKind", "actorId", "actorRole", canonical, hash)
select 'accident:' || id, seq, at + seq * interval '20 minutes', action, kind, actor, role, convert_to(jsonb_build_object('details', jsonb_build_object('to', state))::text, 'UTF8'), '\\x00'
from drafted cross join lateral (values
  (1, 'accident.reported', 'driver', driver_a::text, 'driver'),
  (2, 'accident.submitted', 'driver', driver_a::text, 'driver'),
  (3, case when ${share(17)} < 0.0005 then 'accident.taken-over' when decided then 'accident.issued' else 'accident.officer-assigned' end, 'staff',
    case when decided then surveyor else officer end::text, case when decided then 'surveyor' else 'officer' end)) act (seq, action, kind, actor, role)`,
}
