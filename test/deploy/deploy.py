"""Takes an app through the real CDK CLI against an AWS emulator that we did not write, and says what that proves."""
from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from account import Account
from cdk import Cdk, CHECKOUT
from emulator import Emulator
from proof import Proof
from story import Story


def main() -> None:
    on_interrupt(lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix='replica-endpoint-dns-deploy-'))
    emulator = Emulator(folder / 'emulator')
    proof = Proof()
    try:
        proof.stage('the library is packed and installed for an app; the emulator starts')
        app = pack(folder / 'packed')
        emulator.start()
        Story(proof, emulator, Cdk(app, emulator.environment), Account(emulator.environment)).tell()
        print(f'\n{proof.table()}\n')
    except BaseException:
        if emulator.log.exists():
            print(f'\nthe end of the emulator\'s log:\n{emulator.log.read_text()[-3000:]}', file=sys.stderr)
        raise
    finally:
        on_interrupt(signal.SIG_IGN)
        emulator.stop(patience=0)
        shutil.rmtree(folder, ignore_errors=True)


def on_interrupt(handler: Any) -> None:
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, handler)


def pack(folder: Path) -> Path:
    """Returns the folder of the app."""
    folder.mkdir()
    tsx = [str(CHECKOUT / 'node_modules' / '.bin' / 'tsx'), '--tsconfig', str(CHECKOUT / 'tsconfig.dev.json')]
    packed = subprocess.run([*tsx, str(CHECKOUT / 'test' / 'deploy' / 'pack.ts'), str(folder)], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    return Path(packed.stdout.strip())


if __name__ == '__main__':
    main()
