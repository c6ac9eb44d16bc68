import { DRESS_LEVEL_WORDS, type Item, traitsOf } from '../../shared/index.ts'
import { Swatch } from './swatch.tsx'
import { KIND_WORDS, plainWords } from './words.ts'

/** What is known of a piece; what was not said is not listed. */
export function PieceFacts({ item }: { item: Item }) {
  const { dressLevel, warmth, layer } = traitsOf(item)
  const workedOut = (own: number | null) => (own === null ? ' (worked out)' : '')
  const facts: (readonly [string, string | null])[] = [
    ['Kind', KIND_WORDS[item.subCategory]],
    ['Pattern', plainWords(item.pattern)],
    ['Fabric', item.fabric && plainWords(item.fabric)],
    ['Fit', item.fit && plainWords(item.fit)],
    ['Sleeves', item.sleeveLength && plainWords(item.sleeveLength)],
    ['Waist', item.waistLevel && plainWords(item.waistLevel)],
    ['Cut', item.cut],
    ['Texture', item.texture],
    ['Style', item.style],
    ['Brand', item.brand],
    ['In fashion', item.trendStatus],
    ['Price', item.price === null ? null : String(item.price)],
    ['Seasons', item.seasons.length === 0 ? 'All year' : item.seasons.map(plainWords).join(', ')],
    ['How dressy', plainWords(DRESS_LEVEL_WORDS[dressLevel]!) + workedOut(item.dressLevel)],
    ['Warmth', layer === null ? null : `${warmth} of 120${workedOut(item.warmth)}`],
    ['Worn', item.wearFrequency && plainWords(item.wearFrequency)],
    ['Hard to combine', item.isStylingChallenge ? (item.challengeReason ?? 'Yes') : null],
    ['Tags', item.tags.join(', ')],
    ['Notes', item.stylingNotes],
  ]
  return (
    <dl className="piece-facts">
      <dt>Colours</dt>
      <dd className="fact-row">
        {item.colors.map((color) => (
          <span key={color.hex} className="fact">
            <Swatch hex={color.hex} /> {color.name}
          </span>
        ))}
      </dd>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
