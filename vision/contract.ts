/**
 * What vision says about a photo, as zod schemas and their types (VISION.md section 1). The only import is zod: every part of the platform may
 * read this file. Corners and boxes are in pixels of the upright photo (orientation applied), x to the right, y down; scores run from 0 to 1.
 */
import { z } from 'zod'

const score = z.number().min(0).max(1)
const point = z.tuple([z.number(), z.number()])

/** Top left, top right, bottom right, bottom left, as the text reads. */
export const Corners = z.tuple([point, point, point, point])
export type Corners = z.infer<typeof Corners>

export const PlateColour = z.enum(['blue', 'yellow', 'green', 'yellow-green', 'white', 'black'])

/**
 * Why a photo got no facts. `empty`: no bytes. `not-an-image`: neither a photo nor anything like one. `unsupported-format`: an image, but not one we
 * decode (SVG, HEIC, GIF). `too-many-pixels`: refused before decoding. `undecodable`: says it is a photo, but nothing can be read of it.
 * `timed-out`, `crashed`: the analysis hung or died, and did so a second time; the photo may be fine, a person must look.
 */
export const UnreadableCode = z.enum([
  'empty',
  'not-an-image',
  'unsupported-format',
  'too-many-pixels',
  'undecodable',
  'timed-out',
  'crashed',
])
export type UnreadableCode = z.infer<typeof UnreadableCode>

export const AssessOptions = z.object({
  /** Photos of more pixels are refused before they are decoded. */
  maxPixels: z.number().int().positive().default(60_000_000),
  /** The photo is a plate and nothing else: detection is skipped. */
  crop: z.boolean().default(false),
})
/** As a caller writes them: everything has a default. */
export type AssessOptions = z.input<typeof AssessOptions>

export const Character = z.object({
  /** One character, or `?` where the reader does not know. */
  char: z.string(),
  confidence: score,
  /** What else it may be, likeliest first, all allowed by the grammar in this place. */
  alternatives: z.array(z.object({ char: z.string(), confidence: score })),
})
export type Character = z.infer<typeof Character>

/** `read`: every character is sure, and plates of this ground bear such a text. `uncertain`: otherwise. `unreadable`: a plate hangs there, its text cannot be told. */
export const PlateStatus = z.enum(['read', 'uncertain', 'unreadable'])

export const Plate = z.object({
  text: z.string(),
  /** Code of the plate kind (grammar.ts), null where colour and text leave more than one. */
  kind: z.string().nullable(),
  kindCandidates: z.array(z.string()),
  colour: PlateColour.nullable(),
  rows: z.union([z.literal(1), z.literal(2)]),
  corners: Corners,
  /** How surely this is text of a plate's shape (detector). */
  detectionScore: score,
  characters: z.array(Character),
  /** The worst character's confidence, never the mean. */
  confidence: score,
  status: PlateStatus,
  /** Length of the upper edge: what the reader had to go by. */
  widthPx: z.number(),
  /** Angle of the upper edge against the horizontal, degrees, clockwise positive. */
  tiltDegrees: z.number(),
  sharpness: score,
})
export type Plate = z.infer<typeof Plate>

export const VehicleKind = z.enum(['car', 'van', 'bus', 'truck', 'motorcycle', 'bicycle'])
export type VehicleKind = z.infer<typeof VehicleKind>

export const Vehicle = z.object({
  /** Null where it is a vehicle, but of which kind was not told. */
  kind: VehicleKind.nullable(),
  box: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
  score,
})
export type Vehicle = z.infer<typeof Vehicle>

export const View = z.enum(['overview', 'vehicle', 'damage-close-up', 'plate-close-up', 'document', 'other'])
export type View = z.infer<typeof View>

export const Scene = z.object({
  /** Null where the models at hand cannot tell; see vision/scene for the rule. */
  view: View.nullable(),
  /** The observations the view rests on, e.g. `plate-width-ratio=0.42`; for a person to check. */
  evidence: z.array(z.string()),
  /** The number of vehicles or of plates that were found, whichever is larger. */
  vehiclesAtLeast: z.number().int().min(0),
  /** Likelihood that a screen was photographed; null: not determined. */
  recapture: score.nullable(),
})
export type Scene = z.infer<typeof Scene>

export const Quality = z.object({
  /** Sharpness of the frame and of the sharpest plate; 0.5 is just usable. */
  sharpness: z.object({ frame: score, plates: score.nullable() }),
  /** Mean brightness 0 to 1, and the shares of pixels crushed to black or burnt to white. */
  exposure: z.object({ mean: score, dark: score, bright: score }),
  /** Share of the frame in burnt-out patches. */
  glare: score,
  /** Spread between the 5th and the 95th percentile of brightness. */
  contrast: score,
  /** Width of the widest plate in pixels of the photo; null where there is no plate. */
  platePixels: z.number().nullable(),
})
export type Quality = z.infer<typeof Quality>

export const Exif = z.object({
  /** UTC instant, ISO 8601. */
  takenAt: z.string().optional(),
  /** Whether the camera wrote its UTC offset, or China Standard Time was assumed. */
  takenAtOffset: z.enum(['stated', 'assumed']).optional(),
  gps: z.object({ lon: z.number(), lat: z.number(), datum: z.literal('WGS-84') }).optional(),
  device: z.string().optional(),
  software: z.string().optional(),
})
export type Exif = z.infer<typeof Exif>

export const ImageFormat = z.enum(['jpeg', 'png', 'webp'])
export type ImageFormat = z.infer<typeof ImageFormat>

export const ImageFacts = z.object({
  /** Size of the upright photo. */
  width: z.number().int(),
  height: z.number().int(),
  /** EXIF orientation 1 to 8 that was applied. */
  orientation: z.number().int().min(1).max(8),
  format: ImageFormat,
  bytes: z.number().int(),
  sha256: z.string().length(64),
  /** The file is cut off or broken; what could be decoded was read. */
  damaged: z.boolean(),
  exif: Exif,
})
export type ImageFacts = z.infer<typeof ImageFacts>

export const ModelVersion = z.object({ name: z.string(), version: z.string() })
export type ModelVersion = z.infer<typeof ModelVersion>

const Fingerprint = z.string().regex(/^[0-9a-f]{64}$/)

export const Facts = z.object({
  image: ImageFacts,
  /** Likeliest subject first: widest, then surest. */
  plates: z.array(Plate),
  /** Surest first. Null: no vehicle detector was run, which is not the same as no vehicle. */
  vehicles: z.array(Vehicle).nullable(),
  scene: Scene,
  quality: Quality,
  /** Perceptual hash, 256 bits as 64 hex characters; compare with hammingDistance. */
  fingerprint: Fingerprint,
  /** The fingerprint the whole photo would have, if this one had lost its edges: one for each way of cutting up to 5 % a side. For searching only. */
  fingerprintIfCut: z.array(Fingerprint),
  /** Milliseconds spent. */
  timings: z.object({ decode: z.number(), detect: z.number(), read: z.number(), scene: z.number(), total: z.number() }),
  models: z.array(ModelVersion),
})
export type Facts = z.infer<typeof Facts>

/** Either facts, or why there are none. */
export const Assessment = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), facts: Facts }),
  z.object({ ok: z.literal(false), error: z.object({ code: UnreadableCode, message: z.string() }) }),
])
export type Assessment = z.infer<typeof Assessment>

/** What the platform asks of a child process of the pool. */
export const ChildRequest = z.object({
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  options: AssessOptions,
})
export type ChildRequest = z.infer<typeof ChildRequest>

/** What the child answers: once `ready` or `startup-failed`, then one `assessed` for each request. `rssMb` is its peak resident memory. */
export const ChildAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('startup-failed'), message: z.string() }),
  z.object({ type: z.literal('assessed'), assessment: Assessment, rssMb: z.number() }),
])
export type ChildAnswer = z.infer<typeof ChildAnswer>
