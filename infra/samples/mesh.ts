import { cross, normalize, subtract, type Vec } from './vector.ts'

/** Triangles with one normal per corner. */
export interface Mesh {
  readonly points: readonly Vec[]
  readonly normals: readonly Vec[]
  readonly triangles: readonly (readonly [number, number, number])[]
}

/** A sheet of rows x columns points, smooth; normals are averaged from the faces around each point. */
export function sheet(rows: number, columns: number, at: (u: number, v: number) => Vec): Mesh {
  const points: Vec[] = []
  const triangles: [number, number, number][] = []
  for (let i = 0; i <= rows; i++)
    for (let j = 0; j <= columns; j++) {
      points.push(at(i / rows, j / columns))
      if (i === rows || j === columns) continue
      const corner = i * (columns + 1) + j
      const below = corner + columns + 1
      triangles.push([corner, below, corner + 1], [corner + 1, below, below + 1])
    }
  return { points, triangles, normals: averagedNormals(points, triangles) }
}

function averagedNormals(points: readonly Vec[], triangles: readonly (readonly [number, number, number])[]): Vec[] {
  const sums = points.map(() => [0, 0, 0] as [number, number, number])
  for (const [a, b, c] of triangles) {
    const [pa, pb, pc] = [points[a], points[b], points[c]]
    if (!pa || !pb || !pc) continue
    const normal = cross(subtract(pb, pa), subtract(pc, pa))
    for (const corner of [a, b, c])
      sums[corner]?.forEach((_, axis, sum) => (sum[axis] = (sum[axis] ?? 0) + (normal[axis] ?? 0)))
  }
  return sums.map(normalize)
}

/** A flat four-sided face; corners run round it, `up` first then on, seen counter-clockwise from its front. */
export function quad(a: Vec, b: Vec, c: Vec, d: Vec): Mesh {
  const normal = normalize(cross(subtract(b, a), subtract(c, a)))
  return {
    points: [a, b, c, d],
    normals: [normal, normal, normal, normal],
    triangles: [
      [0, 1, 2],
      [0, 2, 3],
    ],
  }
}

/** An upright box standing on the ground. */
export function box(x0: number, x1: number, y0: number, y1: number, z0: number, z1: number): Mesh {
  return merge([
    quad([x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0]),
    quad([x1, y0, z0], [x1, y1, z0], [x1, y1, z1], [x1, y0, z1]),
    quad([x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1]),
    quad([x0, y1, z0], [x0, y1, z1], [x1, y1, z1], [x1, y1, z0]),
    quad([x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1]),
  ])
}

export function ellipsoid([cx, cy, cz]: Vec, [rx, ry, rz]: Vec, detail = 14): Mesh {
  return sheet(detail, detail * 2, (u, v) => {
    const polar = Math.PI * (u - 0.5)
    const round = -2 * Math.PI * v
    return [
      cx + rx * Math.cos(polar) * Math.cos(round),
      cy + ry * Math.cos(polar) * Math.sin(round),
      cz + rz * Math.sin(polar),
    ]
  })
}

/** A wheel: a cylinder across the car (axis y), its outer face towards `side` (+1 left, -1 right). */
export function wheel([cx, cy, cz]: Vec, radius: number, width: number, side: 1 | -1): Mesh {
  const profile: [number, number][] = [
    [-1, 0.9],
    [-0.8, 1],
    [0.7, 1],
    [0.9, 0.96],
    [1, 0.9],
    [1, 0.72],
    [0.8, 0.68],
    [0.75, 0.02],
  ]
  return sheet(profile.length - 1, 48, (u, v) => {
    const [across, reach] = profile[Math.round(u * (profile.length - 1))] ?? [0, 0]
    const angle = side * 2 * Math.PI * v
    return [
      cx + radius * reach * Math.cos(angle),
      cy + (side * across * width) / 2,
      cz + radius * reach * Math.sin(angle),
    ]
  })
}

export function merge(meshes: readonly Mesh[]): Mesh {
  const points: Vec[] = []
  const normals: Vec[] = []
  const triangles: [number, number, number][] = []
  for (const mesh of meshes) {
    const first = points.length
    points.push(...mesh.points)
    normals.push(...mesh.normals)
    for (const [a, b, c] of mesh.triangles) triangles.push([a + first, b + first, c + first])
  }
  return { points, normals, triangles }
}
