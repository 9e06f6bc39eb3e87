import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MediaError } from './media-error.ts';
import { readRecording } from './recording.ts';
import type { SoundReply } from './sound-worker.ts';

/** Stands in for the worker, which Node has none of: it answers what the test says. */
class FakeWorker {
  static last: FakeWorker;
  onmessage: (event: { data: SoundReply }) => void = () => {};
  onerror: () => void = () => {};
  sent: unknown;
  isTerminated = false;
  constructor() {
    FakeWorker.last = this;
  }
  postMessage(message: unknown) {
    this.sent = message;
  }
  terminate() {
    this.isTerminated = true;
  }
  reply(data: SoundReply) {
    this.onmessage({ data });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const recording = new File(['1234567890'], 'take.wav');

function read(options: Partial<Parameters<typeof readRecording>[1]> = {}) {
  const reading = readRecording(recording, { signal: new AbortController().signal, ...options });
  return { reading, worker: FakeWorker.last };
}

function buildFileOf(bytes: number): File {
  return Object.defineProperty(new File(['x'], 'take.wav'), 'size', { value: bytes });
}

describe('Reading a recording', () => {
  test.each([
    [10.02, 10.0],
    [10.05, 10.1],
    [2.249, 2.2],
  ])('%d s are %d s', async (measured, seconds) => {
    const { reading, worker } = read();
    worker.reply({ kind: 'measured', seconds: measured });
    expect(await reading).toEqual({ seconds });
    expect(worker.sent).toBe(recording);
    expect(worker.isTerminated).toBe(true);
  });

  test('0.04 s are too little to be priced', async () => {
    const { reading, worker } = read();
    worker.reply({ kind: 'measured', seconds: 0.04 });
    await expect(reading).rejects.toThrow('This recording is shorter than a tenth of a second.');
  });

  test('tells its progress in whole percents, which never fall', async () => {
    const shares: number[] = [];
    const { reading, worker } = read({ onProgress: (share) => shares.push(share) });
    for (const position of [1, 4, 4, 2, 10]) worker.reply({ kind: 'read', position });
    worker.reply({ kind: 'measured', seconds: 1 });
    await reading;
    expect(shares).toEqual([0.1, 0.4, 1]);
  });

  test('can be canceled', async () => {
    const controller = new AbortController();
    const { reading, worker } = read({ signal: controller.signal });
    controller.abort();
    await expect(reading).rejects.toThrow(controller.signal.reason);
    expect(worker.isTerminated).toBe(true);
  });

  test('passes on why a file was refused', async () => {
    const { reading, worker } = read();
    worker.reply({ kind: 'refused', message: 'This file has no sound in it.' });
    await expect(reading).rejects.toEqual(new MediaError('This file has no sound in it.'));
    expect(worker.isTerminated).toBe(true);
  });
});

describe('A file over which the demuxer loops', () => {
  test('is given up after 5 s without a sign of life', async () => {
    const { reading, worker } = read();
    worker.reply({ kind: 'read', position: 5 });
    vi.advanceTimersByTime(5000);
    await expect(reading).rejects.toThrow(
      'This file is cut short, damaged or of a kind that cannot be read here.',
    );
    expect(worker.isTerminated).toBe(true);
  });

  test('is told from a slow disk, over which the worker stays alive', async () => {
    const { reading, worker } = read();
    for (let second = 0; second < 60; second++) {
      worker.reply({ kind: 'alive' });
      vi.advanceTimersByTime(1000);
    }
    worker.reply({ kind: 'measured', seconds: 3 });
    expect(await reading).toEqual({ seconds: 3 });
  });
});

describe('A recording is refused unread', () => {
  const options = { signal: new AbortController().signal };

  test('when it is empty', async () => {
    await expect(readRecording(new File([], 'take.wav'), options)).rejects.toThrow('This file is empty.');
  });

  test('when it is of 2 GB, while 1 GB is read', async () => {
    await expect(readRecording(buildFileOf(2_000_000_000), options)).rejects.toThrow(
      'This file is larger than 1 GB, the most a recording can be.',
    );
    const reading = readRecording(buildFileOf(1_000_000_000), options);
    FakeWorker.last.reply({ kind: 'measured', seconds: 5663.3 });
    expect(await reading).toEqual({ seconds: 5663.3 });
  });

  test('when the reader does not load', async () => {
    const { reading, worker } = read();
    worker.onerror();
    await expect(reading).rejects.toThrow('check your connection and try again');
  });
});
