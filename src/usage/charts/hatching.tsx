interface PatternProps {
  id: string;
  color: string;
  ground: string;
}

/** An SVG pattern of thin lines, to be filled with `url(#id)`. */
export function Hatching({ id, color, ground }: PatternProps) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill={ground} />
      <rect width="1.25" height="5" fill={color} />
    </pattern>
  );
}

/** An SVG pattern of dots, to be filled with `url(#id)`. */
export function Dots({ id, color, ground }: PatternProps) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse">
      <rect width="5" height="5" fill={ground} />
      <circle cx="2.5" cy="2.5" r="1" fill={color} />
    </pattern>
  );
}
