import { useEffect, useEffectEvent } from 'react';

/** Calls `onEscape` for the Escape key, wherever the focus is, while `active`. */
export function useEscape(active: boolean, onEscape: () => void): void {
  const whenEscaped = useEffectEvent(onEscape);
  useEffect(() => {
    if (!active) return;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape') whenEscaped();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [active]);
}
