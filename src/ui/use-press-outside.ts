import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Calls `onPress` when a pointer is pressed anywhere but on the element, while `active`. */
export function usePressOutside(
  element: RefObject<HTMLElement | null>,
  active: boolean,
  onPress: () => void,
): void {
  const whenPressed = useEffectEvent(onPress);
  useEffect(() => {
    if (!active) return;
    function onPointerDown({ target }: PointerEvent) {
      if (target instanceof Node && !element.current?.contains(target)) whenPressed();
    }
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [active, element]);
}
