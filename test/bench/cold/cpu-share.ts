import { readdirSync, readFileSync } from 'node:fs';

/** Lambda gives a whole vCPU at this much memory, and a part of it at less. */
const MB_OF_A_VCPU = 1_769;
/** Lambda accounts for CPU time in periods of this length; a function may use up a period's share at once. */
const PERIOD_MS = 20;

/** Holds a process to the part of a CPU that Lambda gives for an amount of memory, by stopping it while it is ahead. Linux only. */
export class CpuShare {
  private readonly begun = performance.now();
  private readonly usedBefore: number;
  private readonly share: number;
  private readonly timer: NodeJS.Timeout;
  private stopped = false;

  constructor(private readonly pid: number, memoryMb: number) {
    this.share = Math.min(1, memoryMb / MB_OF_A_VCPU);
    this.usedBefore = cpuMs(pid);
    this.timer = setInterval(() => this.balance(), 1);
  }

  end(): void {
    clearInterval(this.timer);
    if (this.stopped) process.kill(this.pid, 'SIGCONT');
  }

  private balance(): void {
    const used = cpuMs(this.pid) - this.usedBefore;
    const earned = (performance.now() - this.begun + PERIOD_MS) * this.share;
    if (used > earned === this.stopped) return;
    this.stopped = used > earned;
    process.kill(this.pid, this.stopped ? 'SIGSTOP' : 'SIGCONT');
  }
}

/** Of all threads of the process that are still there: one may end while they are listed. */
function cpuMs(pid: number): number {
  return threadsOf(pid).reduce((sum, thread) => sum + nanoseconds(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1e6;
}

function threadsOf(pid: number): string[] {
  return unlessGone(() => readdirSync(`/proc/${pid}/task`)) ?? [];
}

function nanoseconds(schedstat: string): number {
  return Number(unlessGone(() => readFileSync(schedstat, 'utf8').split(' ')[0]) ?? 0);
}

function unlessGone<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
