import { Document, visit } from 'yaml';
import { hasUnseen } from '../base/visible-text.ts';

/** A resolved scenario, or a document with its sweep, as a scenario file in YAML. What cannot be seen stands in double quotes, so that it may be shown escaped. */
export function formatScenario(scenario: object): string {
  const document = new Document(scenario, { version: '1.2', schema: 'core', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && hasUnseen(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}
