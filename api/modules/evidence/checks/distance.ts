/** Mean radius of the Earth in metres (IUGG). */
const earthRadiusM = 6_371_008.8

interface Place {
  readonly lon: number
  readonly lat: number
  /** Both ends must be of one datum: GCJ-02 lies up to 500 m beside it. */
  readonly datum: 'WGS-84'
}

/** Great-circle distance in metres by the haversine formula; within 0.5 % of the ellipsoid. Degrees in. */
export function distanceM(from: Place, to: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const halfLat = Math.sin(radians(to.lat - from.lat) / 2) ** 2
  const halfLon = Math.sin(radians(to.lon - from.lon) / 2) ** 2
  const chord = halfLat + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * halfLon
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)))
}
