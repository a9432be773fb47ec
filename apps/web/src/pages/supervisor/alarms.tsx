import { useAnswer } from '../../api/answers.ts';
import { useWords } from '../../app/language.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { Read } from '../../parts/read.tsx';
import { type Alarm, AlarmPart, isOpenAlarm } from './alarm.tsx';

const Alarms = ({ items }: Readonly<{ items: readonly Alarm[] }>) => (
  <div className="alarms">{items.map((alarm) => <AlarmPart key={alarm.jointId} alarm={alarm} />)}</div>
);

/** LIMIT: how often a page that stays open looks for new alarms, milliseconds. */
const LOOK_MS = 60_000;

/**
 * First on the home of the procurator: emergencies nobody here has looked at, that run, or that were used and
 * wait for their review. Nothing where there is none.
 */
export const OpenAlarms = () => {
  const { t } = useWords();
  const reading = useAnswer('listAlarms', {}, { every: () => LOOK_MS });
  return (
    <Read reading={reading}>{({ items }) => {
      const open = items.filter(isOpenAlarm);
      return open.length === 0 ? null : (
        <section>
          <h2>{t({ zh: `紧急授权警报（${open.length}）`, en: `Alarms of emergencies (${open.length})` })}</h2>
          <Alarms items={open} />
        </section>
      );
    }}</Read>
  );
};

/** Every alarm that this procuratorate was told of, the newest first. */
export const EveryAlarm = () => {
  const { t } = useWords();
  const reading = useAnswer('listAlarms', {});
  return (
    <section>
      <h2>{t({ zh: '收到的警报', en: 'Alarms received' })}</h2>
      <Read reading={reading}>{({ items }) => (items.length === 0
        ? <Nothing>{t({ zh: '没有收到过警报。', en: 'There was none.' })}</Nothing> : <Alarms items={items} />)}</Read>
    </section>
  );
};
