/** An exact decimal: `mantissa × 10^exponent`, so that 1.1 million is 1,100,000 to the digit. */
export interface Decimal {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** @param digits ASCII digits with at most one decimal point */
export function decimalOf(digits: string): Decimal {
  const [whole = '', fraction = ''] = digits.split('.');
  return { mantissa: BigInt(whole + fraction || '0'), exponent: -fraction.length };
}

/** Times a power of ten. */
export function scaled({ mantissa, exponent }: Decimal, power: number): Decimal {
  return { mantissa, exponent: exponent + power };
}

/** Equal for equal values only: 1.50 and 1.5, 52 × 10⁹ and 52,000,000,000. */
export function decimalKey({ mantissa, exponent }: Decimal): string {
  if (mantissa === 0n) return '0';
  const digits = mantissa.toString();
  const significant = digits.replace(/0+$/, '');
  return `${significant}e${exponent + digits.length - significant.length}`;
}
