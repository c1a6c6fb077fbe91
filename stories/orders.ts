/** An order, as a shop knows it. */
export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly total: number;
}

const NAMES = ['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace', 'Katherine', 'Margaret', 'Radia'];

/** Makes orders, always the same ones, in no order that the eye could see. */
export function makeOrders(count: number): Order[] {
  let seed = 1;
  const draw = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  return Array.from({ length: count }, (_, index) => ({
    id: 100_000 + index,
    customer: `${NAMES[draw(NAMES.length)]} ${String.fromCharCode(65 + draw(26))}.`,
    total: (500 + draw(99_500)) / 100,
  }));
}
