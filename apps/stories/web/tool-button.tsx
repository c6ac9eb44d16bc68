import { Icon } from './icons.tsx'

interface ToolButtonProps {
  icon: Parameters<typeof Icon>[0]['name']
  words: string
  onClick: () => void
  /** Off for now; it keeps its place and the focus. */
  isOff?: boolean | undefined
  isPressed?: boolean | undefined
  opens?: 'dialog' | undefined
}

/** A picture with its words; where the window is narrow, the words are for screen readers. */
export function ToolButton({ icon, words, onClick, isOff = false, isPressed, opens }: ToolButtonProps) {
  return (
    <button
      type="button"
      className="button quiet tool"
      title={words}
      aria-disabled={isOff || undefined}
      aria-pressed={isPressed}
      aria-haspopup={opens}
      onClick={() => {
        if (!isOff) onClick()
      }}
    >
      <Icon name={icon} />
      <span className="tool-words">{words}</span>
    </button>
  )
}
