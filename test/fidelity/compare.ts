import { expect, test } from 'vitest';
import { toJson } from './probe.js';
import type { Answers, Family, KnownDifference, Subject, SubjectName } from './subject.js';

interface Named {
  readonly name: string;
}

/** How long a subject that is only looked at may take for one probe, in ms. */
const PATIENCE = 8000;

/** Registers a test for each probe: all subjects must answer as the native one, which comes first. */
export function compare<P extends Named>(
  family: Family,
  probes: readonly P[],
  subjects: readonly Subject<P>[],
  differences: readonly KnownDifference<P>[] = [],
): void {
  for (const [index, probe] of probes.entries()) {
    test(`${family}: ${probe.name}`, async ({ task }) => {
      const answers = await ask(probe, subjects);
      task.meta.fidelity = { family, index, probe: probe.name, answers, cannot: [] };
      expect(answers).toEqual(same(subjects, answers));
    });
  }

  for (const [place, { probe, why, answers: known }] of differences.entries()) {
    const index = probes.length + place;
    test(`${family}, known to differ: ${probe.name}`, async ({ task }) => {
      const answers = await ask(probe, subjects);
      task.meta.fidelity = { family, index, probe: probe.name, answers, known, cannot: [], why };
      expect(answers).toEqual({ ...same(subjects, { native: known.native }), ...known });
    });
  }
}

/** Registers a test for each probe that only notes what the subjects answer. */
export function lookAt<P extends Named>(
  family: Family,
  probes: readonly P[],
  subjects: readonly Subject<P>[],
): void {
  for (const [index, probe] of probes.entries()) {
    test(`${family}: ${probe.name}`, async ({ task }) => {
      const able = subjects.filter(({ canSet }) => canSet?.(probe) ?? true);
      const cannot = subjects.filter((subject) => !able.includes(subject)).map(({ name }) => name);
      const patient = able.map((subject) => ({ ...subject, answer: inTime(subject) }));
      const answers = await ask(probe, patient);
      task.meta.fidelity = { family, index, probe: probe.name, answers, cannot };
    });
  }
}

async function ask<P>(probe: P, subjects: readonly Subject<P>[]): Promise<Answers> {
  const asked = subjects.map(async (subject): Promise<[SubjectName, Answers[SubjectName]]> => {
    try {
      return [subject.name, toJson(await subject.answer(probe))];
    } catch (error) {
      if (subject.name === 'native') throw error;
      return [subject.name, `failed: ${String(error)}`];
    }
  });
  return Object.fromEntries(await Promise.all(asked));
}

function same<P>(subjects: readonly Subject<P>[], { native }: Answers): Answers {
  return Object.fromEntries(subjects.map(({ name }) => [name, native]));
}

function inTime<P>(subject: Subject<P>): (probe: P) => Promise<unknown> {
  return (probe) => {
    const late = new Promise((_, reject) =>
      setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE),
    );
    return Promise.race([subject.answer(probe), late]);
  };
}
