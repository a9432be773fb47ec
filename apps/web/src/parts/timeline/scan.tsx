import { useEffect, useRef, useState } from 'react';
import { useWords, type Words } from '../../app/language.tsx';

type Reader = (video: HTMLVideoElement) => Promise<string | undefined>;

/** What browsers offer that read codes themselves; not in the types of all of them yet. */
type Detector = Readonly<{ detect: (from: HTMLVideoElement) => Promise<readonly Readonly<{ rawValue: string }>[]> }>;
type DetectorMaker = new (options: Readonly<{ formats: readonly string[] }>) => Detector;

const LOOK_EVERY_MILLISECONDS = 250;

const TOLD: Readonly<Record<'none' | 'refused', Words>> = {
  none: { zh: '这台设备没有可用的摄像头，请手工输入。', en: 'This device has no camera; type the code.' },
  refused: { zh: '没有获准使用摄像头，请手工输入。', en: 'The camera may not be used; type the code.' },
};

/** The browser's own reader where there is one, else a library that is loaded only then. */
const makeReader = async (): Promise<Reader> => {
  const { BarcodeDetector: Made } = globalThis as Readonly<{ BarcodeDetector?: DetectorMaker }>;
  if (Made !== undefined) {
    const detector = new Made({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (context === null || width === 0) return undefined;
    canvas.width = width;
    canvas.height = height;
    context.drawImage(video, 0, 0);
    try {
      return decode({ width, height, data: context.getImageData(0, 0, width, height).data });
    } catch {
      return undefined; // No code in this picture: the next one is looked at.
    }
  };
};

/** Looks for a code through the camera until it finds one or is closed; pictures stay in this page. */
export const Scan = ({ found, close }: Readonly<{ found: (text: string) => void; close: () => void }>) => {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [told, setTold] = useState<keyof typeof TOLD>();
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const end = () => {
      isOver = true;
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
    const begin = async () => {
      if (navigator.mediaDevices?.getUserMedia === undefined) return setTold('none');
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      } catch (error) {
        return setTold(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none');
      }
      const read = await makeReader();
      const screen = video.current;
      if (isOver || screen === null) return end();
      screen.srcObject = stream;
      await screen.play();
      const look = async () => {
        const text = await read(screen).catch(() => undefined);
        if (isOver) return;
        if (text === undefined) timer = setTimeout(() => { void look(); }, LOOK_EVERY_MILLISECONDS);
        else found(text);
      };
      await look();
    };
    void begin();
    return end;
  }, [found]);
  return (
    <div className="scan">
      {told === undefined
        ? <video ref={video} muted playsInline aria-label={t({ zh: '摄像头画面', en: 'Picture of the camera' })} />
        : <p role="alert" className="told">{t(TOLD[told])}</p>}
      <button type="button" className="plain" onClick={close}>{t({ zh: '关闭摄像头', en: 'Close the camera' })}</button>
    </div>
  );
};
