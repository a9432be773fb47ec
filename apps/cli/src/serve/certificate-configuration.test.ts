import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APPLICATIONS_OF_DAY } from '@fengcun/application';
import { parseCertificates } from './certificate-configuration.ts';

test('applications of a day: 200 by our own choice, another whole number from 1 to 10,000 by the configuration, nothing else', () => {
  assert.deepEqual([APPLICATIONS_OF_DAY, parseCertificates(undefined, 'file').applicationsOfDay, parseCertificates({}, 'file').applicationsOfDay], [200, 200, 200]);
  for (const applicationsOfDay of [1, 350, 10_000]) assert.equal(parseCertificates({ applicationsOfDay }, 'file').applicationsOfDay, applicationsOfDay);
  for (const applicationsOfDay of [0, 10_001, 2.5, '200', null]) {
    assert.throws(() => parseCertificates({ applicationsOfDay }, 'file'), /applicationsOfDay 1–10000/, String(applicationsOfDay));
  }
});
