import budget from './budget.json';
import { Figures } from './part';

/** What is over its budget. A figure that was not measured is over it too; `part` limits the question to what was run. */
export function overBudget(part: string, figures: Figures): string[] {
  const limits: Figures = (budget as Record<string, Figures>)[part] ?? {};
  return Object.entries(limits).flatMap(([name, most]) => {
    const figure = figures[name];
    return figure !== undefined && figure <= most ? [] : [`${part}: ${name} is ${figure ?? 'not measured'}, got more than the ${most} of test/bench/budget.json`];
  });
}
