import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { UnfoldError } from 'unfold/protocol'
import {
  CATEGORIES,
  DRESS_LEVEL_WORDS,
  FABRICS,
  FITS,
  type NewItem,
  PATTERNS,
  SEASONS,
  SLEEVE_LENGTHS,
  SUB_CATEGORIES,
  type SubCategory,
  WAIST_LEVELS,
} from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { ColorRows } from './color-rows.tsx'
import { AreaField, ChipsField, SelectField, TextField } from './fields.tsx'
import {
  type DraftProblems,
  draftFromPiece,
  findDraftProblems,
  type PieceDraft,
  pieceFromDraft,
} from './piece-draft.ts'
import { CATEGORY_WORDS, KIND_WORDS, plainWords } from './words.ts'

interface PieceFormProps {
  /** What is known already. */
  initial: Partial<NewItem>
  submit: string
  /** Throws with words for people when it was not stored; what was typed stays then. */
  onPiece: (piece: NewItem) => Promise<void>
  onCancel?: (() => void) | undefined
  /** Opened by a button in its place: it takes the focus. */
  isOpened?: boolean
  /** More to say, above the button. */
  children?: ReactNode
}

const KINDS = Object.entries(KIND_WORDS) as [SubCategory, string][]
const KIND_GROUPS = CATEGORIES.map(
  (category) => [CATEGORY_WORDS[category], SUB_CATEGORIES[category]] as const,
)
const inWords = <Value extends string>(values: readonly Value[]) =>
  values.map((value) => [value, plainWords(value)] as const)
const WEAR_FREQUENCIES = inWords(['never', 'rarely', 'sometimes', 'often'])
const NOT_SAID = 'Not said'

/** All that can be said about a piece; what most pieces need stands first. */
export function PieceForm({ initial, submit, onPiece, onCancel, isOpened, children }: PieceFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (isOpened) form.current?.querySelector('input')?.focus()
  }, [isOpened])
  const [draft, setDraft] = useState<PieceDraft>(() => draftFromPiece(initial))
  const [problems, setProblems] = useState<DraftProblems>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const set = <Field extends keyof PieceDraft>(field: Field, value: PieceDraft[Field]) =>
    setDraft((before) => ({ ...before, [field]: value }))

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const found = findDraftProblems(draft)
    setProblems(found)
    setTrouble(null)
    if (Object.keys(found).length > 0) {
      // The first wrong field, once it is marked as such.
      queueMicrotask(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid], .color-rows select')?.focus(),
      )
      return
    }
    setBusy(true)
    try {
      await onPiece(pieceFromDraft(draft))
    } catch (error) {
      setTrouble(wordsFromError(error))
    } finally {
      setBusy(false)
    }
  }

  const text = (
    field: 'name' | 'brand' | 'price' | 'tags' | 'cut' | 'texture' | 'style' | 'trendStatus',
  ) => ({
    value: draft[field],
    problem: problems[field],
    onText: (value: string) => set(field, value),
  })

  return (
    <form className="piece-form" ref={form} onSubmit={(event) => void send(event)} noValidate>
      <TextField label="Name" maxLength={120} {...text('name')} />
      <SelectField
        label="Kind"
        none="Choose a kind"
        value={draft.subCategory}
        problem={problems.subCategory}
        options={KINDS}
        groups={KIND_GROUPS}
        onPick={(kind) => set('subCategory', kind)}
      />
      <ColorRows
        colors={draft.colors}
        problem={problems.colors}
        onColors={(colors) => set('colors', colors)}
      />
      <SelectField
        label="Fabric"
        none={NOT_SAID}
        value={draft.fabric}
        options={inWords(FABRICS)}
        onPick={(fabric) => set('fabric', fabric)}
      />
      <TextField label="Brand" maxLength={80} {...text('brand')} />
      <TextField label="Price" inputMode="decimal" hint="Leave it out for gifts." {...text('price')} />
      <ChipsField
        legend="Seasons"
        options={inWords(SEASONS)}
        chosen={draft.seasons}
        onToggle={(season) =>
          set(
            'seasons',
            SEASONS.filter((one) => draft.seasons.includes(one) !== (one === season)),
          )
        }
      />
      <details className="more">
        <summary>More about it</summary>
        <div className="form-grid">
          <SelectField
            label="Pattern"
            value={draft.pattern}
            options={inWords(PATTERNS)}
            onPick={(pattern) => set('pattern', pattern || 'solid')}
          />
          <SelectField
            label="Fit"
            none={NOT_SAID}
            value={draft.fit}
            options={inWords(FITS)}
            onPick={(fit) => set('fit', fit)}
          />
          <SelectField
            label="Sleeves"
            none={NOT_SAID}
            value={draft.sleeveLength}
            options={inWords(SLEEVE_LENGTHS)}
            onPick={(sleeve) => set('sleeveLength', sleeve)}
          />
          <SelectField
            label="Waist"
            none={NOT_SAID}
            value={draft.waistLevel}
            options={inWords(WAIST_LEVELS)}
            onPick={(waist) => set('waistLevel', waist)}
          />
          <SelectField
            label="How often it is worn"
            none={NOT_SAID}
            value={draft.wearFrequency}
            options={WEAR_FREQUENCIES}
            onPick={(often) => set('wearFrequency', often)}
          />
          <SelectField
            label="How dressy"
            none="Worked out from the rest"
            value={draft.dressLevel}
            options={[1, 2, 3, 4, 5].map((level) => [String(level), plainWords(DRESS_LEVEL_WORDS[level]!)])}
            onPick={(level) => set('dressLevel', level)}
          />
          <TextField
            label="Warmth"
            type="number"
            min={0}
            max={120}
            hint="0 is none, a wool coat about 75. Empty: worked out."
            value={draft.warmth}
            onText={(warmth) => set('warmth', warmth)}
          />
          <TextField
            label="Thickness"
            type="number"
            min={1}
            max={5}
            hint="1 thin to 5 thick. Empty: worked out."
            value={draft.bulk}
            onText={(bulk) => set('bulk', bulk)}
          />
          <TextField label="Cut" maxLength={80} {...text('cut')} />
          <TextField label="Texture" maxLength={80} {...text('texture')} />
          <TextField label="Style" maxLength={80} {...text('style')} />
          <TextField label="In fashion?" maxLength={40} {...text('trendStatus')} />
          <TextField label="Tags" hint="Words between commas." {...text('tags')} />
        </div>
        <AreaField
          label="Notes"
          rows={3}
          maxLength={500}
          value={draft.stylingNotes}
          onText={(notes) => set('stylingNotes', notes)}
        />
        <div className="chips">
          <label className="chip">
            <input
              type="checkbox"
              checked={draft.favorite}
              onChange={(event) => set('favorite', event.currentTarget.checked)}
            />
            A favourite
          </label>
          <label className="chip">
            <input
              type="checkbox"
              checked={draft.isStylingChallenge}
              onChange={(event) => set('isStylingChallenge', event.currentTarget.checked)}
            />
            Hard to combine
          </label>
        </div>
        {draft.isStylingChallenge && (
          <TextField
            label="What makes it hard"
            maxLength={300}
            value={draft.challengeReason}
            onText={(reason) => set('challengeReason', reason)}
          />
        )}
      </details>
      {children}
      <Problem text={trouble} />
      <p className="row">
        <button type="submit" className="button" disabled={isBusy}>
          {isBusy ? 'One moment…' : submit}
        </button>
        {onCancel && (
          <button type="button" className="button quiet" onClick={onCancel}>
            Leave it as it is
          </button>
        )}
      </p>
    </form>
  )
}

/** Every sentence that an error carries. */
export function wordsFromError(error: unknown): string {
  if (!(error instanceof Error)) return 'It did not work. Try once more.'
  const fields = error instanceof UnfoldError ? (error.fields ?? []) : []
  const more = fields.map(({ message }) => message).filter((message) => !error.message.includes(message))
  return [error.message, ...more].join(' ')
}
