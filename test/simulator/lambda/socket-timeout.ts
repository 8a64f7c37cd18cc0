import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { Clock, Timer } from '../clock';

/** Makes the socket's `setTimeout` count simulated time without traffic. */
export function simulatedSocketTimeout<T extends Duplex>(stream: T, clock: Clock): T {
  const socket = stream as unknown as Socket;
  let timer: Timer | undefined;
  const arm = (ms: number) => {
    const traffic = socket.bytesRead + socket.bytesWritten;
    timer = clock.setTimeout(() => {
      if (socket.destroyed) return;
      if (socket.bytesRead + socket.bytesWritten !== traffic) arm(ms);
      else socket.emit('timeout');
    }, ms);
  };
  socket.setTimeout = (ms: number, callback?: () => void) => {
    clock.clearTimeout(timer);
    if (ms > 0) {
      if (callback) socket.once('timeout', callback);
      arm(ms);
    } else if (callback) {
      socket.removeListener('timeout', callback);
    }
    return socket;
  };
  socket.once('close', () => clock.clearTimeout(timer));
  return stream;
}
