/** Every JSON column of the database, with its schema: a column that is not here fails the tests. */
import { answerColumn, decisionColumn, receiptColumn, verdictColumn, waitingFactColumn } from './answers';
import type { Column } from './column';
import { companyBrandColumn, workgroupBrandColumn } from './brand';
import { amendmentColumn } from './amendments';
import { addedColumn, documentColumn } from './deals';
import { failedImportColumn, inputColumns, outcomeColumn, previewColumn, rowInputColumns, summaryColumn } from './jobs';
import { dataColumn } from './ledger';
import { asksColumn, seedColumn, stateColumn } from './lifecycles';
import { webhookDataColumn, secretsColumn } from './webhooks';
import { newsColumns } from './sources';
import { absencesColumn, onboardingColumn, routingColumn, valueColumn, workingHoursColumn } from './organisation';
import { clientSaidColumn, closedColumn, contactSaidColumn, weekendColumn } from './known';
import { mergedAsColumn } from './merges';
import { rulesColumn } from './policies';

export const columns: readonly Column<unknown>[] = [
  absencesColumn,
  addedColumn,
  amendmentColumn,
  answerColumn,
  asksColumn,
  clientSaidColumn,
  closedColumn,
  companyBrandColumn,
  contactSaidColumn,
  dataColumn,
  decisionColumn,
  documentColumn,
  failedImportColumn,
  ...Object.values(inputColumns),
  mergedAsColumn,
  webhookDataColumn,
  ...Object.values(newsColumns),
  onboardingColumn,
  outcomeColumn,
  previewColumn,
  receiptColumn,
  routingColumn,
  ...Object.values(rowInputColumns),
  rulesColumn,
  secretsColumn,
  seedColumn,
  stateColumn,
  summaryColumn,
  valueColumn,
  verdictColumn,
  waitingFactColumn,
  weekendColumn,
  workgroupBrandColumn,
  workingHoursColumn,
];
