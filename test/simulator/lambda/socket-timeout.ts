import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { Clock, Timer } from '../clock/clock';

/** Makes the socket's `setTimeout` count simulated time without traffic. */
export function simulatedSocketTimeout<T extends Duplex>(stream: T, clock: Clock): T {
  const socket = stream as unknown as Socket;
  let limit = 0;
  let timer: Timer | undefined;
  const restart = () => {
    clock.clearTimeout(timer);
    const read = socket.bytesRead;
    timer = limit === 0 ? undefined : clock.setTimeout(() => {
      if (socket.bytesRead !== read) restart();
      else socket.emit('timeout');
    }, limit);
  };
  socket.setTimeout = (ms: number, callback?: () => void) => {
    limit = ms;
    if (callback && ms > 0) socket.once('timeout', callback);
    if (callback && ms === 0) socket.removeListener('timeout', callback);
    restart();
    return socket;
  };
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  socket.write = (...args: unknown[]) => {
    restart();
    return write(...args);
  };
  socket.once('connect', restart);
  socket.once('close', () => clock.clearTimeout(timer));
  return stream;
}
