import { describe, expect, test } from 'vitest'
import { SUB_CATEGORIES, fabricSchema, fitSchema, patternSchema } from '../../shared/index.ts'
import { demoWardrobe } from '../../server/demo/index.ts'
import { piece } from '../../server/validator/pieces.fixture.ts'
import { garmentSvg } from './garment-svg.ts'
import { bothSides } from './outline.ts'

const items = demoWardrobe(0)

describe('a drawn garment', () => {
  const kinds = Object.values(SUB_CATEGORIES).flat()

  test.each(kinds)('of kind %s can be drawn in every fit, pattern and cloth', (kind) => {
    for (const fit of [null, ...fitSchema.options])
      for (const pattern of patternSchema.options)
        for (const fabric of [null, ...fabricSchema.options]) {
          const svg = garmentSvg(piece(kind, { fit, pattern, fabric }))
          expect(svg).not.toMatch(/NaN|undefined|Infinity/)
          expect(svg).toContain('#85878c')
        }
  })

  test('carries its own colours, and its name for those who cannot see it', () => {
    const [breton] = items.filter((item) => item.id === 'demo-breton-tee')
    const svg = garmentSvg(breton!)
    expect(svg).toContain('#f4f0e6')
    expect(svg).toContain('#22325c')
    expect(svg).toContain('<title>Striped Breton tee</title>')
  })

  test('lets no name break out of its markup', () => {
    const svg = garmentSvg(
      piece('tank', { id: 'a"><script>', name: '"><script>alert(1)</script>', pattern: 'dots' }),
    )
    expect(svg).not.toContain('<script>')
    expect(svg).toContain('id="cloth-a___script_"')
  })

  test('has its own pattern beside others in one page', () => {
    const ids = items.flatMap((item) =>
      [...garmentSvg(item).matchAll(/pattern id="([^"]+)"/g)].map((match) => match[1]),
    )
    expect(ids.length).toBeGreaterThan(5)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('a mirrored path keeps its heights, also where a command names one axis', () => {
  expect(bothSides('M112 138 H134 V143').replaceAll(/\s+/g, ' ').trim()).toBe(
    'M112 138 H134 V143 M88 138 H66 V143',
  )
})
