import type { Patient } from './patient.js';
import type { Patience, Subject } from './subjects.js';

/** Something that goes wrong between a page and its server. */
export interface Fault {
  readonly name: string;
  /** To whom it happens. */
  readonly subjects: readonly Subject[];
  readonly patience?: Patience;
  run(patient: Patient, subject: Subject): Promise<void>;
}
