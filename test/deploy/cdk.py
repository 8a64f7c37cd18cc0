"""The real CDK CLI, and the app it deploys: the example app, with the packed library in its node_modules."""
from __future__ import annotations

import json
import subprocess
from pathlib import Path

from emulable import emulable

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAMS = CHECKOUT / 'node_modules' / '.bin'
STACK = 'Orders'


class Cdk:
    def __init__(self, app: Path, environment: dict[str, str]) -> None:
        self.app = app
        self.environment = {
            **environment,
            'PATH': f'{PROGRAMS}:{environment["PATH"]}',
            'CDK_HOME': str(app / 'cdk-home'),
            'CDK_DISABLE_CLI_TELEMETRY': 'true',
            'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': 'true',
        }

    def bootstrap(self, account: str, region: str) -> None:
        self._run('bootstrap', f'aws://{account}/{region}')

    def deploy(self, **context: str) -> None:
        self._synthesize(context)
        self._deploy()

    def refused_deployment(self, **context: str) -> str:
        """Returns what the CLI said when the deployment failed, as it should."""
        self._synthesize(context)
        try:
            self._deploy()
        except CdkFailed as failed:
            return str(failed)
        raise AssertionError(f'the deployment should have been refused, got: success with {context}')

    def prepare_change_set(self, name: str, **context: str) -> None:
        self._synthesize(context)
        self._deploy('--method', 'prepare-change-set', '--change-set-name', name)

    def destroy(self) -> None:
        self._run('destroy', '--app', 'cdk.out', '--force')

    def _synthesize(self, context: dict[str, str]) -> None:
        self._run('synth', '--quiet', '--output', 'cdk.out', *[word for key, value in context.items() for word in ('--context', f'{key}={value}')])
        file = self.app / 'cdk.out' / f'{STACK}.template.json'
        file.write_text(json.dumps(emulable(json.loads(file.read_text()))))

    def _deploy(self, *arguments: str) -> None:
        self._run('deploy', '--app', 'cdk.out', '--require-approval', 'never', *arguments)

    def _run(self, command: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(PROGRAMS / 'cdk'), command, '--no-notices', *arguments],
            cwd=self.app, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise CdkFailed(f'cdk {command} ended with {done.returncode}, got:\n{done.stdout}{done.stderr}')


class CdkFailed(Exception):
    pass
