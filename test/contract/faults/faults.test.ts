import { afterAll, beforeAll, onTestFinished, test } from 'vitest';
import { openRig, type RigClient } from '../rig-client.js';
import { FAULTS } from './faults.js';
import type {} from './measured.js';
import { Patient } from './patient.js';

/** How soon silence is noticed, in ms. */
const SOON = { interval: 250, timeout: 200 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

for (const { name, subjects, patience = SOON, run } of FAULTS) {
  for (const subject of subjects) {
    // One after the other, because the times are told.
    test(`${subject.name} gets over it, and loses and doubles nothing: ${name}`, async ({
      task,
    }) => {
      const patient = new Patient(rig, subject, patience);
      onTestFinished(() => patient.leave());
      await patient.begin();
      await run(patient, subject);
      const times = await patient.end();
      const settings = subject.describe(patience);
      task.meta.faults = [{ name, who: subject.name, settings, ...times }];
    });
  }
}
