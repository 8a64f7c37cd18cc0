"""ministack, an AWS emulator that we did not write: HTTPS on a free port of the loopback interface, permissions enforced, all it keeps in one folder."""
from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

ACCOUNT = '000000000000'
REGION = 'us-east-1'


class Emulator:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f'https://127.0.0.1:{self.port}'
        self.certificate = folder / 'tmp' / 'ministack-tls' / 'server.crt'
        self.log = folder / 'emulator.log'
        self.process: subprocess.Popen | None = None
        (folder / 'tmp').mkdir(parents=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a client of the emulator has in its environment, and nothing of the user's own AWS settings."""
        return {
            **{name: os.environ[name] for name in ('PATH', 'HOME', 'LANG') if name in os.environ},
            'TMPDIR': str(self.folder / 'tmp'),
            'AWS_ACCESS_KEY_ID': 'test',
            'AWS_SECRET_ACCESS_KEY': 'test',
            'AWS_REGION': REGION,
            'AWS_DEFAULT_REGION': REGION,
            'AWS_ENDPOINT_URL': self.url,
            'AWS_CONFIG_FILE': os.devnull,
            'AWS_SHARED_CREDENTIALS_FILE': os.devnull,
            'AWS_EC2_METADATA_DISABLED': 'true',
            'AWS_CA_BUNDLE': str(self.certificate),
            'NODE_EXTRA_CA_CERTS': str(self.certificate),
        }

    def start(self) -> None:
        if shutil.which('openssl') is None:
            raise RuntimeError('openssl is needed for the emulator\'s certificate (Debian, Ubuntu: sudo apt-get install openssl)')
        settings = {
            'BIND_HOST': '127.0.0.1',
            'MINISTACK_HOST': '127.0.0.1',
            'GATEWAY_PORT': str(self.port),
            'USE_SSL': '1',  # the bootstrap bucket and our topic refuse plain HTTP
            'AUTH': 'true',
            'PERSIST_STATE': '1',
            'STATE_DIR': str(self.folder / 'state'),
            'S3_PERSIST': '1',
            'S3_DATA_DIR': str(self.folder / 's3'),
            # what would listen on ports of its own, or look for containers; with TLS it takes port 443 of the interface too, if that is free.
            'IOT_MTLS_ENABLED': '0',
            'SFTP_ENABLED': '0',
            'DOCKER_HOST': 'unix:///nonexistent',
        }
        with self.log.open('a') as log:
            self.process = subprocess.Popen(
                [sys.executable, '-m', 'ministack'], env={**self.environment, **settings}, cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self._wait_until_ready()

    def stop(self, patience: float = 20) -> None:
        """Ends it and the functions that it runs; it writes its state down first."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process = None

    @contextmanager
    def seeded(self, service: str) -> Iterator[dict]:
        """Stops it, gives out the state of a service to be changed, and starts it with that."""
        self.stop()
        file = self.folder / 'state' / f'{service}.json'
        state = json.loads(file.read_text())
        yield state['payload']
        file.write_text(json.dumps(state))
        self.start()

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                context = ssl.create_default_context(cafile=str(self.certificate))
                urllib.request.urlopen(f'{self.url}/_ministack/ready', context=context, timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f'the emulator did not come up, got:\n{self.log.read_text()[-3000:]}')


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]
